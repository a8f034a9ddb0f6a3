import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { madeUp } from './documents.ts'

const ROOT = join(import.meta.dirname, '../..')

/** Milliseconds of each whole process that checks one document of 1,800 words, from the built package. */
export function coldStarts(rounds: number): number[] {
  const folder = mkdtempSync(join(tmpdir(), 'debrief-bench-cold-'))
  try {
    build(folder)
    const file = join(folder, 'postmortem.md')
    writeFileSync(file, madeUp(1, 1800))
    return Array.from({ length: rounds }, () => {
      const start = performance.now()
      const { status, stderr } = spawnSync(
        process.execPath,
        [join(folder, 'dist/entry/cli.js'), 'check', file],
        {
          encoding: 'utf8',
        },
      )
      if (status === null || status > 1)
        throw new Error(`debrief check ended with ${String(status)}: ${stderr}`)
      return performance.now() - start
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As `npm run build` does, but not over a `dist` that somebody works with. */
export function build(folder: string): void {
  const dist = join(folder, 'dist')
  const tsc = join(ROOT, 'node_modules/.bin/tsc')
  const { status, stdout } = spawnSync(tsc, ['-p', 'tsconfig.build.json', '--outDir', dist], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`tsc ended with ${String(status)}:\n${stdout}`)
  for (const name of ['package.json', 'on-node-24.cjs'])
    cpSync(join(ROOT, 'src/entry', name), join(dist, 'entry', name))
  for (const name of ['package.json', 'app.yml', 'templates'])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
}

/** Most memory (MB) and seconds of a process that checks `megabytes` of Markdown. */
export function memoryOf(megabytes: number): { peak: number; seconds: number } {
  const script = `
    const { lint } = await import(${JSON.stringify(join(ROOT, 'src/lint/engine.ts'))})
    const { madeUp } = await import(${JSON.stringify(join(import.meta.dirname, 'documents.ts'))})
    const text = madeUp(1, 20000).repeat(100).slice(0, ${megabytes} * 1e6)
    const start = performance.now()
    lint(text)
    console.log(JSON.stringify({ peak: process.resourceUsage().maxRSS / 1024, seconds: (performance.now() - start) / 1000 }))`
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
  })
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as { peak: number; seconds: number }
}
