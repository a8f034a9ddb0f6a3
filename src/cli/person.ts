import { createInterface } from 'node:readline/promises'

/** Asks on the terminal, beside what goes to standard output. Only a yes is one: Enter, Ctrl-C and Ctrl-D are not. */
export async function askPerson(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('\n')))
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed])
  terminal.close()
  if (answer === '\n') process.stderr.write(answer) // it was broken off in the middle of the line
  return /^y(?:es)?$/i.test(answer.trim())
}

/** One line on the terminal, over the one before. */
export function showProgress(line: string): void {
  const room = (process.stderr.columns || 80) - 1
  process.stderr.write(`\r\u001b[K${line.slice(0, room)}`)
}
