import { expect, it } from 'vitest'
import { declare, onStage } from '../stories/stage.ts'

it('shows jobs, requests and limits of a story, and names no repository and no person', async () => {
  const stage = await onStage()
  await declare(stage)
  const page = await (await fetch(`${stage.app.url}/metrics`)).text()
  const value = (line: string) => Number(page.split(`\n${line} `)[1]?.split('\n')[0])
  expect(value('debrief_job_runs_total{feature="opening",outcome="done"}')).toBeGreaterThan(0)
  expect(value('debrief_job_duration_seconds_count{feature="opening"}')).toBeGreaterThan(0)
  expect(
    value(
      'debrief_github_requests_total{purpose="opening",route="POST /repos/{owner}/{repo}/pulls",status="201"}',
    ),
  ).toBe(1)
  expect(
    value('debrief_github_requests_total{purpose="opening",route="POST /graphql",status="200"}'),
  ).toBeGreaterThan(0)
  expect(
    value(`debrief_github_budget_remaining{installation="${stage.installationId}",resource="core"}`),
  ).toBeLessThan(5_000)
  expect(page).not.toMatch(/acme|shop|grace/)
})
