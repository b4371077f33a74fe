import { isHiding, isSomebody } from '../data/hosts.ts'
import type { At, Rule } from '../rule.ts'
import { targetsIn } from '../weighing/hosts.ts'
import { says } from './judging.ts'

/** Packages that come from a host or a repository that nobody knows. */
export const PACKAGE_ADDRESSES: readonly Rule[] = [
  {
    id: 'dependency.by-address',
    version: 2,
    severity: 'high',
    confidence: 'medium',
    looksFor: 'Managers of packages that are given an address or a repository of a stranger in place of a name.',
    why: 'No registry keeps the version, and the owner of the host can change what comes.',
    fix: 'Name a package and a version of the usual registry.',
    patterns: [
      {
        // Managers of packages that take an address or a repository in place of a name.
        words: ['http', 'git+', 'git@', 'ssh://'],
        pattern:
          /\b(?:(?:pip3?|pipx|uv|poetry|npm|pnpm|yarn|bun|cargo|gem|brew|deno|rpm|dnf|yum|apk|adb|snap|flatpak|winget|conda|mamba)\s{1,4}(?:(?:pip|tool|global)\s{1,4})?(?:install|add|run|tap|i|-\w{1,4}|reinstall|upgrade|inject)|npx|uvx|bunx|pnpx|pnpm\s{1,4}dlx)\s(?:[^\n#;&|`,]{0,160}?\s)?(?:--(?:from|spec|git|source|package|url)[ =]\s{0,4}|-p\s{1,4}|-e\s{1,4})?["']?(?:[\w.@/-]{1,60}\s{0,2}@\s{0,2})?(?:git\+|git@)?(?:https?|ssh):\/\/[^\s"']{4,200}/g,
        in: ['code', 'script', 'manifest', 'config'],
        judge: byAddress,
      },
      {
        // The same as lists of arguments, in requirements and in projects.
        words: ['http'],
        pattern:
          /["'](?:npx|uvx|bunx|pipx)["'][^\n]{0,80}(?:\n[^\n]{0,80}){0,3}?\[\s{0,20}(?:["']-[\w-]{1,20}["']\s{0,4},\s{0,20}){0,4}["'](?:git\+)?https?:\/\/[^"'\s]{4,200}(?:\.tgz|\.tar\.gz|\.whl|\.zip|\.git)?["']|["']pip3?["']\s{0,4},\s{0,4}["']install["'][^\n\]]{0,120}?["'](?:git\+)?https?:\/\/[^"'\s]{4,200}|(?:^|["'])[\w.-]{0,60}(?:\[[\w,-]{1,40}\])?\s{0,2}@?\s{0,2}git\+https?:\/\/[^\s"']{4,200}|(?:^|["'])[\w.-]{1,60}\s{0,2}@\s{0,2}https?:\/\/[^\s"']{4,200}\.(?:whl|zip|tar\.gz)/gm,
        in: ['script', 'manifest', 'config', 'code'],
        judge: (match, { folder }) => targetsIn(match[0], folder).some(({ kind }) => kind === 'unknown'),
      },
      {
        words: ['deb ', 'sources.list', 'yum.repos', 'add-repository', 'signed-by'],
        pattern:
          /\bdeb\s{1,4}(?:\[[^\]\n]{1,120}\]\s{1,4})?https?:\/\/[^\n]{4,200}|\badd-(?:apt-)?repo(?:sitory)?\s{1,4}["']?(?:deb\s)?[^\n]{0,20}https?:\/\/[^\n"']{4,200}/g,
        in: ['code', 'script', 'manifest'],
        judge: ofRepository,
      },
    ],
    examples: {
      match: [
        '```bash\npip install git+https://git.helper-tools.example/x\n```',
        '```bash\nbrew tap x/y https://git.helper-tools.example/x\n```',
        '```bash\necho "deb [trusted=yes] https://apt.helper-tools.example/ ./" > /etc/apt/sources.list.d/x.list\n```',
      ],
      pass: [
        '```bash\npip install git+https://github.com/pallets/flask\nnpx lighthouse https://shop.weather.example\n```',
        '```bash\nnpm config set proxy http://proxy.weather.example:3128\n```',
      ],
    },
  },
]

/** Of a runner, an address behind the name of a package is what the package works on. */
function byAddress(match: RegExpMatchArray, at: At) {
  const [command] = match
  const isRunner =
    /^(?:npx|uvx|bunx|pnpx|pnpm\s{1,4}dlx|pipx\s{1,4}run|uv\s{1,4}(?:run|tool\s{1,4}run)|deno\s{1,4}run|(?:npm|yarn|pnpm|bun|cargo)\s{1,4}run)\b/.test(
      command,
    )
  const isFirst = /^\S{1,10}(?:\s{1,4}(?:run|dlx|tool))?(?:\s{1,4}-[\w-]{1,12})*\s{1,4}["']?(?:git\+)?https?:/.test(
    command,
  )
  if (isRunner && !isFirst && !/\s(?:--(?:from|spec|package)|-p)[ =]/.test(command)) return false
  // Proxies, registries and mirrors are no packages, and have rules of their own.
  if (
    /--(?:proxy|registry|index-url|extra-index-url|find-links|trusted-host|default-index|index)[ =]|^(?:pip3?|uv)\b[^\n]{0,80}\s-i\s/.test(
      command,
    )
  )
    return false
  const [target] = targetsIn(command.replace(/(?:git@|ssh:\/\/git@)/, 'https://'), at.folder)
  return target?.kind === 'unknown'
}

/** Whose packages a system takes from then on: as root, and without asking again. */
function ofRepository(match: RegExpMatchArray, { folder }: At) {
  const [target] = targetsIn(match[0], folder)
  if (!target || !isSomebody(target)) return false
  if (isHiding(target.kind)) return says('critical', 'high')
  return (
    target.kind === 'unknown' &&
    (/trusted\s?=\s?yes|allow-insecure/.test(match[0]) || target.isPlain) &&
    says('high', 'medium')
  )
}
