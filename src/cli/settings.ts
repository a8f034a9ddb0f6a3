import { access, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { checkFile } from '../check/run.ts'
import { CONFIG_PATH, DEFAULT_LINTED } from '../config/defaults.ts'
import { lintOptionsOf, type LintedConfig } from '../config/linting.ts'
import type { Config } from '../config/schema.ts'
import type { ConfigProblem } from '../config/settings.ts'
import { severityOf } from '../lint/engine.ts'
import { InputError } from './context.ts'
import { reasonOf } from './document.ts'

export type LintOptions = NonNullable<Parameters<typeof checkFile>[2]>

export interface CheckOptions {
  readonly config?: string
  readonly severity?: string
  readonly openedOn?: string
}

/** How to check, from the options and the config file; a wrong config is left out, with its problems. */
export async function settingsFor(
  options: CheckOptions,
): Promise<{ lint: LintOptions; problems: readonly ConfigProblem[] }> {
  const { config, problems } = await readConfig(options.config)
  const lint = {
    ...lintOptionsOf(config),
    severity: severityIn(config, options.severity),
    openedOn: options.openedOn,
  }
  return { lint, problems }
}

/** All settings, where more than the linter's are needed. */
export async function allSettings(
  given: string | undefined,
): Promise<{ config: Config; problems: readonly ConfigProblem[] }> {
  const name = given ?? (await ownConfig())
  const { settle } = await import('../config/settings.ts')
  return settle({
    repository: name === null ? null : { name, text: await configText(name) },
    organization: null,
  })
}

async function readConfig(
  given: string | undefined,
): Promise<{ config: LintedConfig; problems: readonly ConfigProblem[] }> {
  const name = given ?? (await ownConfig())
  if (name === null) return { config: DEFAULT_LINTED, problems: [] }
  const text = await configText(name)
  // Slow to load, so only where there is something to hold against it.
  const { settle } = await import('../config/settings.ts')
  return settle({ repository: { name, text }, organization: null })
}

/** The nearest from here up to the root of the repository; outside of a repository only the one here counts. */
async function ownConfig(): Promise<string | null> {
  let nearest: string | null = null
  for (let folder = '.'; ; folder = join('..', folder)) {
    const name = join(folder, CONFIG_PATH)
    if (nearest === null && (await exists(name))) nearest = name
    if (await exists(join(folder, '.git'))) return nearest
    if (resolve(folder) === resolve(folder, '..')) return (await exists(CONFIG_PATH)) ? CONFIG_PATH : null
  }
}

async function configText(name: string): Promise<string> {
  try {
    return await readFile(name, 'utf8')
  } catch (error) {
    throw new InputError(`--config ${name}: ${reasonOf(error)}`)
  }
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

function severityIn(config: LintedConfig, given: string | undefined): string | undefined {
  if (given === undefined || severityOf(given) !== null || given in config.severities) return given
  const known = Object.keys(config.severities).join(', ')
  throw new InputError(`--severity: there is no severity "${given}"; use one of ${known}.`)
}
