/** The label by which the app finds its dashboard again, the issue on which the digest stands. */
export const DASHBOARD_LABEL = 'postmortem-digest'
