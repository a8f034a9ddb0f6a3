import { spawn, type ChildProcess } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const SERVED = fileURLToPath(new URL('served.ts', import.meta.url))
const UP_MS = 60_000

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  /** Milliseconds since it was told. */
  readonly tookMs: number
}

/** What runs in the process, and whether it can be told something meanwhile. */
export interface Script {
  readonly script: string
  readonly ipc: boolean
  /** Node's own. */
  readonly args?: readonly string[]
}
const AS_IT_IS: Script = { script: SERVED, ipc: false }

/** The app in a process of its own. */
export class Server {
  readonly pid: number
  readonly url: string
  /** What it wrote, the newest last. */
  log = ''
  readonly #child: ChildProcess
  readonly #gone: Promise<void>
  #isUp = false
  #setAside = false

  constructor(env: Readonly<Record<string, string>>, { script, ipc, args = [] }: Script = AS_IT_IS) {
    const child = spawn(process.execPath, [...args, script], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
    })
    this.#child = child
    this.pid = child.pid ?? 0
    this.url = `http://127.0.0.1:${env['PORT']}`
    const hear = (chunk: Buffer) => {
      this.log = (this.log + String(chunk)).slice(-3_000)
      this.#isUp ||= this.log.includes('Debrief is up')
      this.#setAside ||= this.log.includes('it is set aside')
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    this.#gone = new Promise((resolve) => child.once('close', () => resolve()))
    const last = () => child.kill('SIGKILL')
    process.once('exit', last)
    void this.#gone.then(() => process.off('exit', last))
  }

  get isUp(): boolean {
    return this.#isUp
  }

  /** Whether it could not read its data folder. */
  get beganAnew(): boolean {
    return this.#setAside
  }

  get isGone(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null
  }

  /** @throws Error with what it said, where it ends instead. */
  async up(): Promise<this> {
    for (const until = performance.now() + UP_MS; !this.isUp; await setTimeout(10)) {
      if (this.isGone) throw new Error(`the server ended by itself (${this.#child.exitCode}):\n${this.log}`)
      if (performance.now() > until)
        throw new Error(`the server is not up after ${UP_MS / 1_000} s:\n${this.log}`)
    }
    return this
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<Ended> {
    const asked = performance.now()
    this.#child.kill(signal)
    await this.#gone
    const { exitCode: code, signalCode } = this.#child
    return { code, signal: signalCode, tookMs: performance.now() - asked }
  }

  /** Tells the process something, where it was started to be told; resolves with its answer. */
  ask<Answer>(what: object): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error(`the server ended:\n${this.log}`))
      this.#child.once('exit', gone)
      this.#child.once('message', (answer) => {
        this.#child.off('exit', gone)
        resolve(answer as Answer)
      })
      this.#child.send(what)
    })
  }

  /** How many jobs are in each state. */
  async jobs(): Promise<Readonly<Record<string, number>>> {
    const page = await (await fetch(`${this.url}/metrics`)).text()
    return Object.fromEntries(
      [...page.matchAll(/^debrief_jobs\{state="(\w+)"\} (\d+)/gm)].map(([, state, n]) => [state, Number(n)]),
    )
  }
}
