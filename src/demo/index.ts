import type { Narrator } from './narrator.ts'
import { endState } from './end-state.ts'
import { Stopped } from './look.ts'
import { Tally, type Requests } from './requests.ts'
import { again } from './scenes/again.ts'
import { declare } from './scenes/declaring.ts'
import { gather } from './scenes/gathering.ts'
import { followUp } from './scenes/following-up.ts'
import { review } from './scenes/reviewing.ts'
import { write } from './scenes/writing.ts'
import type { Stage } from './stage.ts'
import type { Story } from './story.ts'

export interface Ending {
  /** What is not as it should be; empty where all is well. */
  readonly wrong: readonly string[]
  /** Null where the story stopped on its way. */
  readonly story: Story | null
}

/** Plays the whole loop, from an incident to the digest that chases its actions, and then checks what GitHub shows. */
export async function playDemo(stage: Stage, narrator: Narrator): Promise<Ending> {
  const tally = new Tally(stage.sandbox.traffic)
  narrator.title('Debrief: the whole loop, on a local GitHub')
  narrator.say(
    `GitHub: ${stage.sandbox.url}, with real git, REST and GraphQL`,
    `The app: ${stage.app.url}, which hears of everything by signed webhooks`,
    'Organisation acme, with the repositories acme/checkout and acme/observability',
  )
  try {
    const telling = { stage, narrator, tally }
    const opened = await declare(telling)
    const draft = await gather(telling, opened)
    const written = await write(telling, opened, draft)
    const merge = await review(telling, opened)
    const untouched = await followUp(telling, opened)
    const alike = await again(telling)
    const story = { ...opened, ...written, merge, untouched, alike }
    const wrong = await check(stage, story, narrator)
    count(tally.parts, narrator)
    return { wrong, story }
  } catch (error) {
    return { wrong: [stopped(error, narrator)], story: null }
  }
}

async function check(stage: Stage, story: Story, narrator: Narrator): Promise<string[]> {
  narrator.scene('Is it all there?', stage.clock.now())
  const facts = await endState(stage, story)
  for (const { says, wrong } of facts) {
    if (wrong === null) narrator.good(says)
    else narrator.bad(`${says}: ${wrong}`)
  }
  return facts.flatMap(({ says, wrong }) => (wrong === null ? [] : [`${says}: ${wrong}`]))
}

function count(parts: readonly Requests[], narrator: Narrator): void {
  narrator.blank()
  narrator.say('Requests that the app made to GitHub, as the sandbox counted them:')
  for (const { what, reads, writes, tokens } of parts) {
    const all = [
      plural(reads, 'read'),
      plural(writes, 'write'),
      ...(tokens > 0 ? [plural(tokens, 'token')] : []),
    ]
    narrator.show(`${what}: ${all.join(', ')}`)
  }
}

const plural = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`

function stopped(error: unknown, narrator: Narrator): string {
  const reason = error instanceof Error ? error.message : String(error)
  const message = `The story stopped at “${narrator.current}”: ${reason}`
  narrator.bad(message)
  // Anything but a thing that was missed on GitHub is a fault in the demo: whoever mends it wants to see where.
  if (!(error instanceof Stopped) && error instanceof Error)
    narrator.say(...(error.stack ?? '').split('\n').slice(1))
  return message
}
