import { fieldsEn, hintsEn, valuesEn } from './admin-words.ts'
import { alertsEn, jobsEn, statisticsEn } from './operations.ts'
import { reviewEn } from './review.ts'

const number = (n: number) => n.toLocaleString('en')
const skills = (n: number) => `${number(n)} ${n === 1 ? 'skill' : 'skills'}`

export const adminEn = {
  title: 'Administration',
  toSite: 'To the site',
  toStart: 'Go to the first page',
  refused: 'This was refused',
  notValid: 'Something in the form is not valid.',
  optional: '(optional)',
  filter: 'Show',
  further: 'More',
  roles: { admin: 'admin', reviewer: 'reviewer' },
  login: {
    title: 'Sign in',
    username: 'User name',
    password: 'Password',
    button: 'Sign in',
    out: 'Sign out',
    lasts: 'You stay signed in for 120 minutes.',
    wrong: 'The user name or password is wrong.',
    wait: (seconds: number) =>
      `Too many logins failed for this account or from this address. Try again in ${number(seconds)} seconds.`,
  },
  yes: 'yes',
  no: 'no',
  create: 'New',
  edit: 'Change',
  save: 'Save',
  saved: 'Saved.',
  created: 'Created.',
  nothing: 'There is nothing here.',
  nothingChanged: 'Nothing was changed.',
  done: (what: string) => `Done: ${what}.`,
  ran: (status: string, run: string) => `Run ${run}: ${status}.`,
  merged: (changed: number, remaining: number) =>
    remaining > 0
      ? `${skills(changed)} changed. ${number(remaining)} more follow; see “Unfinished”.`
      : `${skills(changed)} changed.`,
  nav: {
    label: 'Administration',
    groups: { content: 'Content', taxonomy: 'Taxonomy', access: 'Access', operations: 'Operations' },
    entries: {
      review: 'Review',
      reports: 'Reports',
      decisions: 'Decisions',
      skills: 'Skills',
      sources: 'Sources',
      categories: 'Categories',
      tags: 'Tags',
      aliases: 'Aliases',
      sites: 'Sites',
      accounts: 'Accounts',
      device: 'Command line',
      alerts: 'Alerts',
      jobs: 'Jobs',
      runs: 'Runs',
      statistics: 'Statistics',
      unfinished: 'Unfinished',
      audit: 'Audit log',
    },
  },
  review: reviewEn,
  copies: 'Versions with the same files, or nearly the same',
  decideOn: (version: string) => `Decide about version ${version}`,
  sections: {
    reports: {
      title: 'Reports and appeals',
      lead: 'What people report and authors appeal against, the most urgent first. A decision is for all reports of the same kind about the same files, and everybody can read its reason.',
    },
    decisions: {
      title: 'Decisions',
      lead: 'What reviewers decided about folders and rules, the newest first. Everybody can read it.',
    },
    skills: {
      title: 'Skills',
      lead: 'Skills of any status, the latest change first. What you set here stays when the file changes.',
    },
    sources: { title: 'Sources', lead: 'Where skills are found: repositories, catalogues, lists and folders.' },
    categories: { title: 'Categories', lead: 'In the order in which they are shown.' },
    tags: { title: 'Tags', lead: 'By key. A merged tag stands for the one that it was merged into.' },
    aliases: { title: 'Category aliases', lead: 'Which category a source’s own word stands for.' },
    sites: { title: 'Sites', lead: 'Sites that may report how skills are used.' },
    accounts: { title: 'Accounts', lead: 'Who may sign in. The first account replaces the one in the settings.' },
    runs: { title: 'Runs', lead: 'Runs of jobs and commands, the newest first.' },
    unfinished: { title: 'Unfinished changes', lead: 'Changes of many skills that are still being made.' },
    audit: { title: 'Audit log', lead: 'Who changed what, the newest first. It is kept for ever.' },
  },
  actions: {
    crawl: { button: 'Crawl now', lead: 'Takes up to a minute. The next tick does the rest.' },
    delete: { button: 'Delete', lead: 'This cannot be undone.' },
    merge: { button: 'Merge', lead: 'All its skills get the other tag, and its key stands for that one.' },
    reapply: {
      button: 'Move skills',
      lead: 'Moves the affected skills to this category. Skills that somebody has edited stay.',
    },
    decide: { button: 'Decide', lead: 'What follows is done at once. It cannot be decided a second time.' },
    revoke: { button: 'Revoke', lead: 'The decision stays in the public log, with your reason.' },
    archive: { button: 'Archive', lead: 'It leaves what is public and loses nothing.' },
    restore: { button: 'Restore', lead: 'Makes it active again.' },
    yank: {
      button: 'Yank a version',
      lead: 'Its files are no longer given out, and clients that have it are told. The reason is public.',
    },
    unyank: { button: 'Give a yanked version out again', lead: 'The reason is public.' },
    rotate: { button: 'Replace the secret', lead: 'The old secret stops working at once.' },
  },
  crawled: {
    files: 'Files',
    last: 'Last crawl',
    children: (n: number) => `${number(n)} sources were found in it`,
  },
  secret: {
    title: 'The secret of the site',
    once: 'Copy it now. It is shown only this once, because only its hash is kept.',
    kept: 'I have copied it',
  },
  alerts: alertsEn,
  jobs: jobsEn,
  statistics: statisticsEn,
  me: {
    title: 'Your account',
    until: 'signed in until',
    password: 'Change your password',
    passwordLead: 'This ends all sessions and tokens of your account.',
    changed: 'Your password was changed. Please sign in with the new one.',
  },
  device: {
    title: 'Let a command line act in your name',
    lead: (name: string) => `It gets a token of the account ${name}, once.`,
    warning: 'Confirm only a code that your own terminal shows right now. Nobody else has a reason to ask for it.',
    code: 'Code that the command line shows',
    confirm: 'Confirm',
    unknown: 'No login waits with this code. It may be mistyped, used already, or older than 10 minutes.',
    done: 'Confirmed. Go back to your terminal.',
  },
  hints: hintsEn,
  fields: fieldsEn,
  values: valuesEn,
}

export type AdminTexts = typeof adminEn
