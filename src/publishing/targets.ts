import type { Config } from '../config/schema.ts'
import type { Publish } from '../config/publish.ts'

/** A pull request that brings more tells nobody of them: an import of old ones is no news. */
export const MOST_DOCUMENTS = 3

/** As the record knows them; no channel's name has a colon. */
export const DISCUSSIONS = ':discussions'

/** One place where a summary goes. */
export interface Target {
  /** As the record knows it: the channel's name, or `DISCUSSIONS`. */
  readonly key: string
  readonly version: 'internal' | 'public'
  /** Of the discussion; null for a channel. */
  readonly category: string | null
}

export const publishes = ({ publish }: Config): boolean => targetsOf(publish).length > 0

/** What the settings name, each once. */
export function targetsOf({ channels, discussions }: Publish): readonly Target[] {
  const named = channels.map((channel): Target => {
    const { name, version } =
      typeof channel === 'string' ? { name: channel, version: 'internal' as const } : channel
    return { key: name, version, category: null }
  })
  const talk = discussions === 'off' ? [] : [{ key: DISCUSSIONS, ...discussions }]
  return [...new Map([...named, ...talk].map((target) => [target.key, target])).values()]
}
