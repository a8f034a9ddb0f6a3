import { isMisread } from '../../src/evidence/evidence.ts'
import type { Adapter, Reading, Told } from '../../src/evidence/evidence.ts'

export const READING: Reading = {
  file: 'evidence/export',
  zone: 'Europe/Berlin',
  day: '2026-11-23',
  now: new Date('2026-11-24T00:00:00Z'),
}

/** A text in pieces of one size. */
export async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size)
}

export async function toldBy(
  adapter: Adapter,
  text: string,
  reading: Partial<Reading> = {},
  size = 65_536,
): Promise<Told[]> {
  const told: Told[] = []
  for await (const one of adapter.read(inPieces(text, size), { ...READING, ...reading })) told.push(one)
  return told
}

/** One line for each thing told, for the expectations beside the fixtures. */
export function shown(told: Told): string {
  const place = `${told.origin.line}`.padStart(3)
  if (isMisread(told)) return `${place} ! ${told.problem} // ${told.fix}`
  const { at, end, kind, source, text, link, id, alert, zoneStated, level } = told
  const facts = [
    `${at}${end === null ? '' : ` to ${end}`}${zoneStated ? '' : ' (zone assumed)'}`, `${source}, ${kind}${level === undefined ? '' : `, ${level}`}`, JSON.stringify(text),
    ...(alert === null ? [] : [`alert ${alert.name} ${alert.state}`]), ...(id === null ? [] : [`id ${id}`]), ...(link === null ? [] : [link]),
  ] // prettier-ignore
  return `${place} ${facts.join(' | ')}`
}
