import { readFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { discussionOf } from '../channels/markdown.ts'
import type { Message } from '../channels/message.ts'
import { ChannelsError, readChannels } from '../channels/operator.ts'
import { outcomeWords } from '../channels/outcome.ts'
import { payloadOf, poster } from '../channels/post.ts'
import { Failed, Refused } from '../channels/failure.ts'
import type { Config } from '../config/schema.ts'
import type { RepositoryName } from '../effects.ts'
import { compose, composePublic, type Given } from '../publishing/compose.ts'
import { publicVersion } from '../publishing/public.ts'
import { heldWords, leftOutWords } from '../publishing/words.ts'
import { InputError, RefusedError, type Context, type ExitCode } from './context.ts'
import { reasonOf, textOf } from './document.ts'
import { repositoryName } from './repository.ts'
import { allSettings } from './settings.ts'

const FORMATS = ['markdown', 'slack', 'teams', 'json'] as const

interface Options {
  readonly format: (typeof FORMATS)[number]
  readonly public?: boolean
  readonly url?: string
  readonly config?: string
  readonly to?: string
  readonly channels?: string
  readonly repo?: RepositoryName
}

const HELP = `
Prints what would be sent, and sends nothing: the words of a discussion (markdown), or the body that a webhook of Slack or of Teams,
or a JSON channel, would get. With --to it is sent to that channel of the file --channels, which is the one that the app reads
(CHANNELS_PATH), on behalf of the repository --repo; docs/publishing.md says how it is written. What is left out, or stands in the
way of the public version, is told on standard error with its line.

Exit codes: 0 printed or sent, 1 the public version is held or the channel refused, 2 a file or an option that is unusable.

Examples:
  $ debrief publish postmortems/12.md
  $ debrief publish --public --format slack postmortems/12.md | jq
  $ debrief publish --to main --channels channels.yml --repo acme/shop postmortems/12.md`

export function publish(program: Command, context: Context, done: (code: ExitCode) => void): void {
  program
    .command('publish')
    .summary('show what would be told of a postmortem, and to whom')
    .description('Prints the summary of one document as a channel would get it; sends it only with --to.')
    .argument('<file>', 'a Markdown file; `-` is standard input')
    .addOption(
      new Option('--format <format>', 'for which kind of channel').choices(FORMATS).default('markdown'),
    )
    .option('--public', 'the public version: only what is marked, without names and internal links')
    .option('--url <address>', 'the page of the document, for the links (default: the file as it is named)')
    .option('--config <file>', 'settings (default: those of the repository)')
    .option('--to <channel>', 'send it to this channel')
    .option('--channels <file>', 'the file that names the channels')
    .addOption(new Option('--repo <owner/name>', 'on behalf of which repository').argParser(repositoryName))
    .addHelpText('after', HELP)
    .action(async (path: string, options: Options) => done(await run(path, options, context)))
}

async function run(path: string, options: Options, context: Context): Promise<ExitCode> {
  const text = await textOf(path, context)
  const { config } = await allSettings(options.config)
  const given: Given = {
    text,
    url: options.url ?? path,
    pull: null,
    repository: null,
    publishedAt: context.now().toISOString(),
    identity: `command ${path}`,
  }
  const message = messageOf(given, config, options, (line) => context.err(`${path}:${line}\n`))
  if (message === null) return 1
  if (options.to !== undefined) return send(options.to, message, options, context)
  context.out(`${shown(message, options.format)}\n`)
  return 0
}

function messageOf(
  given: Given,
  config: Config,
  options: Options,
  tell: (line: string) => void,
): Message | null {
  if (!options.public) {
    const { message, leftOut } = compose(given, config)
    for (const each of leftOut) tell(`${each.line}: ${leftOutWords(each)}`)
    return message
  }
  const version = publicVersion(given.text, config.publish.public)
  if (version === 'unmarked') tell(`1: ${outcomeWords('unmarked', { isThread: false })}`)
  else if ('held' in version) for (const each of version.held) tell(`${each.line}: ${heldWords(each)}`)
  else return composePublic(given, version.paragraphs)
  return null
}

function shown(message: Message, format: Options['format']): string {
  if (format !== 'markdown') return payloadOf(format, message)
  const { title, body } = discussionOf(message)
  return `# ${title}\n\n${body}`
}

async function send(name: string, message: Message, options: Options, context: Context): Promise<ExitCode> {
  const { channels: file, repo } = options
  if (file === undefined) throw new InputError('--to needs --channels, the file that names the channels.')
  if (repo === undefined) throw new InputError('--to needs --repo, the repository that may use the channel.')
  const post = poster(await channelsIn(file), { now: context.now })
  try {
    await post(repo, name, message)
  } catch (error) {
    if (error instanceof Refused || error instanceof Failed)
      throw new RefusedError(`${name}: ${outcomeWords(error.code, { isThread: false })}`)
    throw error
  }
  context.err(`${name}: posted\n`)
  return 0
}

async function channelsIn(file: string) {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new InputError(`--channels ${file}: ${reasonOf(error)}`)
  })
  try {
    return readChannels(text)
  } catch (error) {
    if (error instanceof ChannelsError) throw new InputError(error.message.replace(/^/gm, `${file}: `))
    throw error
  }
}
