import { ADAPTERS } from './adapters/index.ts'
import type { Adapter, Misread, Sample } from './evidence.ts'

/** How much of a file is looked at. */
export const SAMPLE_LENGTH = 64 * 1024

/** The first adapter that knows the start of a file for its own, or what to do where none does. */
export function detect(
  sample: Sample,
  file: string,
  adapters: readonly Adapter[] = ADAPTERS,
): Adapter | Misread {
  const found = adapters.find((adapter) => adapter.recognises(sample))
  if (found !== undefined) return found
  const known = adapters.map(({ title }) => title).join('; ')
  return {
    kind: 'file',
    problem: 'Its format was not recognised, so nothing of it was read',
    fix: `Export it as one of: ${known}. Where it is one, \`debrief timeline merge --as FORMAT:FILE\` takes it for ${adapters.map(({ name }) => name).join(', ')}.`,
    origin: { file, line: 1 },
  }
}

export const adapterNamed = (name: string, adapters: readonly Adapter[] = ADAPTERS): Adapter | undefined =>
  adapters.find((adapter) => adapter.name === name)
