import { memberOf } from './adapters/slack.ts'
import { decode } from './decode.ts'
import type { Reading } from './evidence.ts'
import { isFlaw, jsonItems } from './json-items.ts'
import type { Source } from './read.ts'

/** Of what a Slack export holds beside its channels, the list of members has this name. */
export const isMemberList = ({ file }: Source): boolean => /(?:^|[\\/])users\.json(?:\.gz)?$/i.test(file)

/** What lies beside it in every export and tells of nothing that happened: lists of channels and the like. */
export const isList = ({ file }: Source): boolean =>
  /(?:^|[\\/])(?:channels|groups|dms|mpims|canvases|huddle_transcripts|integration_logs|org_users|file_conversations|lists)\.json(?:\.gz)?$/i.test(
    file,
  )

export const folderOf = ({ file }: Source): string => file.replace(/[^\\/]*$/, '')

const MOST_MEMBERS = 20_000
const MOST_BYTES = 256 * 1024 ** 2

/** Names by member id; none where the file is no such list, or cannot be read: as an export it tells what is wrong with it. */
export async function membersIn(source: Source, reading: Reading): Promise<ReadonlyMap<string, string>> {
  const members = new Map<string, string>()
  const ignored = (): void => {}
  const pieces = decode(source.open(), { most: MOST_BYTES, onBadBytes: ignored, onTooLong: ignored })
  try {
    for await (const batch of jsonItems(pieces, reading, []))
      for (const item of batch) {
        const member = isFlaw(item) ? null : memberOf(item.value)
        if (member !== null) members.set(member.id, member.name)
        if (members.size >= MOST_MEMBERS) return members
      }
  } catch (error) {
    // No such file, or packed badly: it is opened again, and told then.
    if (!(error instanceof Error && 'code' in error)) throw error
  }
  return members
}
