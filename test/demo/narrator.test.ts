import { describe, expect, test } from 'vitest'
import { excerpt, Narrator } from '../../src/demo/narrator.ts'

function narrate(tell: (narrator: Narrator) => void, colour = false): string[] {
  const lines: string[] = []
  tell(new Narrator({ out: (line) => lines.push(line), colour }))
  return lines
}

describe('what is told', () => {
  test('scenes are numbered and have the time of the story', () => {
    const at = new Date('2026-10-07T09:40:00Z')
    const lines = narrate((narrator) => {
      narrator.scene('Review', at)
      narrator.scene('Merged', at)
    })
    expect(lines).toEqual([
      '',
      '1 · Review  (Wed 7 Oct, 09:40 UTC)',
      '',
      '2 · Merged  (Wed 7 Oct, 09:40 UTC)',
    ])
  })

  test('long lines go on below, further in; a row of a table is cut instead', () => {
    const words = 'word '.repeat(40).trimEnd()
    const [first, second] = narrate((narrator) => narrator.show(`- ${words}`))
    expect(first?.length).toBeLessThan(120)
    expect(second).toMatch(/^ {2}│ {5}word/)
    expect(narrate((narrator) => narrator.show(`| ${words} |`))).toHaveLength(1)
  })

  test('colours come only where they are wanted', () => {
    const tell = (narrator: Narrator) => narrator.good('done')
    expect(narrate(tell)).toEqual(['  ✓ done'])
    expect(narrate(tell, true).join('')).toContain('\u001B[32m✓')
  })
})

test('an excerpt is what people see: without hidden marks and empty lines, and short', () => {
  const markdown = 'One\n\n<!-- debrief:x {"a":1} -->\nTwo  \n\nThree\n'
  expect(excerpt(markdown)).toEqual(['One', 'Two', 'Three'])
  expect(excerpt(markdown, 2)).toEqual(['One', 'Two', '…'])
})
