import { expect, it } from 'vitest'
import { Guesses } from '../../src/github/guesses.ts'

const SHOP = { owner: 'acme', repo: 'shop' }

it('keeps what was seen last, whatever the case of the names, and forgets the oldest', () => {
  const guesses = new Guesses()
  const guess = (branch: string) => ({ branch, paths: ['postmortems/1.md'] })
  for (let number = 1; number <= 1_000; number++) guesses.note(SHOP, number, guess('first'))
  guesses.note(SHOP, 1, guess('second'))
  guesses.note(SHOP, 1_001, guess('first'))
  expect(guesses.pull({ owner: 'Acme', repo: 'SHOP' }, 1)).toEqual(guess('second'))
  expect(guesses.pull(SHOP, 2)).toBeNull()
  expect(guesses.pull(SHOP, 3)).toEqual(guess('first'))
  expect(guesses.pull({ owner: 'acme', repo: 'infra' }, 3)).toBeNull()
})
