import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { InputError, type Context, type ExitCode } from './context.ts'

interface Options {
  readonly log?: string
  readonly keep?: true
}

export function demo(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('demo')
    .summary('play the whole loop on a local GitHub')
    .description(
      'Plays the whole loop on a local GitHub, from an incident to the digest that chases its actions, and checks what it left there.',
    )
    .option('--log <file>', 'write all traffic to this file, as JSON lines')
    .option('--keep', 'leave both servers up, and say what to try')
    .addHelpText(
      'after',
      '\nExit codes: 0 all is as it should be, 1 something is not, 2 the log cannot be written.',
    )
    .action(async (options: Options) => done(await play(options, context)))
}

async function play({ log, keep }: Options, { out, err, colour }: Context): Promise<ExitCode> {
  if (log !== undefined) startLog(log)
  const say = (line: string): void => out(`${line}\n`)
  const [{ setDemoStage }, { playDemo }, { Narrator }, { whatToTry }] = await Promise.all([
    import('../demo/cast.ts'),
    import('../demo/index.ts'),
    import('../demo/narrator.ts'),
    import('../demo/keep.ts'),
  ])
  const stage = await setDemoStage({ log })
  // The repositories lie in a temporary folder, which a story that is broken off would leave behind.
  const breakOff = (): void => void stage.close().finally(() => process.exit(130))
  for (const signal of SIGNALS) process.on(signal, breakOff)
  try {
    const { wrong, story } = await playDemo(stage, new Narrator({ out: say, colour }))
    for (const signal of SIGNALS) process.off(signal, breakOff)
    if (keep) {
      for (const line of whatToTry(stage, story)) say(line)
      await interrupted()
    }
    if (wrong.length === 0) return 0
    err(`The demo did not end as it should:\n${wrong.map((one) => `- ${one}\n`).join('')}`)
    return 1
  } finally {
    for (const signal of SIGNALS) process.off(signal, breakOff)
    await stage.close()
  }
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/** The recording adds line by line; what an earlier demo wrote would be taken for this one's. */
function startLog(file: string): void {
  try {
    writeFileSync(file, '')
  } catch (error) {
    throw new InputError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

const interrupted = (): Promise<unknown> =>
  new Promise((resolve) => {
    for (const signal of SIGNALS) process.once(signal, resolve)
  })
