import { access, readFile } from 'node:fs/promises'
import type { checkFile } from '../check/run.ts'
import { lintOptionsOf } from '../config/linting.ts'
import { DEFAULT_CONFIG, type Config } from '../config/schema.ts'
import { CONFIG_PATH, settle, type ConfigProblem } from '../config/settings.ts'
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

async function readConfig(given: string | undefined) {
  if (given === undefined && !(await exists(CONFIG_PATH))) return { config: DEFAULT_CONFIG, problems: [] }
  const name = given ?? CONFIG_PATH
  return settle({ repository: { name, text: await configText(name) }, organization: null })
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

function severityIn(config: Config, given: string | undefined): string | undefined {
  if (given === undefined || severityOf(given) !== null || given in config.severities) return given
  const known = Object.keys(config.severities).join(', ')
  throw new InputError(`--severity: there is no severity "${given}"; use one of ${known}.`)
}
