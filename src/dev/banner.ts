type Started = {
  port: number
  data: string
  /** Folder of GitHub's stand-in, if it runs. */
  github?: string | undefined
  /** True once there is an account: from then on, the account of `.dev.vars` no longer works. */
  hasAccounts: boolean
  settings: Record<string, string>
}

/** Returns what `npm run dev` prints when everything runs. */
export function banner({ port, data, github, hasAccounts, settings }: Started): string {
  const at = `http://localhost:${port}`
  const admin = hasAccounts
    ? 'log in with your own account; for a lost password: npm run ops -- create-admin NAME --reset-password'
    : `${settings.ADMIN_USERNAME} / ${settings.ADMIN_PASSWORD}   (kept in .dev.vars)`
  const lines = [
    ['The pages', `${at}/`],
    ['Review', `${at}/admin`],
    ['The catalogue', `${at}/v1/skills`],
    ['Search', `${at}/v1/skills?q=csv`],
    ['The board', `${at}/v1/rankings/top`],
    ['The API', `${at}/openapi.json`],
    ['Fire a tick', `curl '${at}/cdn-cgi/handler/scheduled?cron=*/10+*+*+*+*&format=json'`],
    ['', 'No cron job runs by itself here: a tick runs only when you fire it. One job: npm run ops -- run-job NAME'],
    ...(github === undefined
      ? []
      : [
          ['GitHub', `${settings.GITHUB_API_URL} serves ${github}`],
          ["Workflows' tokens", `${settings.LOCAL_OIDC_ISSUER}/token?repository=OWNER/REPO&audience=${at}`],
        ]),
    ['Data', data],
    ['Operate', 'npm run ops -- --help'],
    ['Admin', admin],
  ]
  return `\n${lines.map(([name = '', text]) => `  ${name.padEnd(18)}${text}\n`).join('')}\n  Press Ctrl-C to stop everything.\n`
}
