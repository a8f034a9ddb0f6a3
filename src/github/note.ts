import { wroteIt } from './author.ts'
import type { GitHub } from './client.ts'
import { readMarker, type MarkerData } from './marker.ts'

interface Thread {
  readonly owner: string
  readonly repo: string
  readonly issue_number: number
}

/** The app's own comment with such a note in it; null where there is none. */
export async function findNote(
  github: GitHub,
  thread: Thread,
  isIt: (note: MarkerData) => boolean,
): Promise<{ readonly id: number; readonly note: MarkerData } | null> {
  for (let page = 1; ; page++) {
    const path = 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments'
    const { data } = await github.client.request(path, { ...thread, per_page: 100, page })
    for (const { id, user, body } of data) {
      const note = wroteIt(github, user) ? readMarker('note', body ?? '') : null
      if (note && isIt(note)) return { id: Number(id), note }
    }
    if (data.length < 100) return null
  }
}
