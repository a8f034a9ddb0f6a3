import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import type { Settings } from '../config/settings.ts'

/**
 * What is asked by names that the settings give, which come with the answer: asked by the default ones, and once more only where
 * the team has set others.
 */
export async function underSettings<Answer extends { readonly settings: Settings }>(
  askFor: (config: Config) => Promise<Answer | null>,
  namesOf: (config: Config) => readonly string[],
): Promise<Answer | null> {
  const answer = await askFor(DEFAULT_CONFIG)
  if (!answer) return null
  const { config } = answer.settings
  const defaults = namesOf(DEFAULT_CONFIG)
  const asDefault = namesOf(config).every((name, index) => name === defaults[index])
  return asDefault ? answer : askFor(config)
}
