import { createHash } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The system's own limit for a socket's name is 104 to 108 bytes.
const LONGEST = 100

/** Where the process that has the folder listens for `debrief jobs`. */
export function controlPath(folder: string): string {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\debrief-${name}`
  const inside = join(folder, 'control.sock')
  return Buffer.byteLength(inside) <= LONGEST ? inside : join(tmpdir(), `debrief-${name}.sock`)
}
