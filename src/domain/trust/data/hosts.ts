/** Hosts whose installers are piped to a shell on the projects' own pages. Source: the installation page of each project. */
const INSTALLERS = [
  'sh.rustup.rs',
  'rustup.rs',
  'astral.sh',
  'bun.sh',
  'bun.com',
  'deno.land',
  'get.docker.com',
  'get.helm.sh',
  'ollama.com',
  'ollama.ai',
  'tailscale.com',
  'pkgs.tailscale.com',
  'sdk.cloud.google.com',
  'rclone.org',
  'cursor.com',
  'cursor.sh',
  'claude.ai',
  'fluxcd.io',
  'run.linkerd.io',
  'get.k3s.io',
  'install.python-poetry.org',
  'pyenv.run',
  'get.pnpm.io',
  'get.sdkman.io',
  'cli.github.com',
  'starship.rs',
  'mise.run',
  'mise.jdx.dev',
  'get.volta.sh',
  'fnm.vercel.app',
  'fly.io',
  'railway.app',
  'railway.com',
  'get.pulumi.com',
  'sh.brew.sh',
  'brew.sh',
  'nodejs.org',
  'deb.nodesource.com',
  'rpm.nodesource.com',
  'foundry.paradigm.xyz',
  'get.nexte.st',
  'getcomposer.org',
  'install.meteor.com',
  'packages.microsoft.com',
  'aka.ms',
  'dot.net',
  'community.chocolatey.org',
  'chocolatey.org',
  'get.scoop.sh',
  'get.rvm.io',
  'nixos.org',
  'install.determinate.systems',
  'get.haskellup.org',
  'get-ghcup.haskell.org',
  'sh.install.solana.com',
  'release.solana.com',
  'release.anza.xyz',
  'openclaw.ai',
  'molt.bot',
  'clawd.bot',
  'opencode.ai',
  'gh.io',
  'warp.dev',
  'ngrok-agent.s3.amazonaws.com',
  'get.trunk.io',
  'taskfile.dev',
  'just.systems',
] as const

/** Owners on GitHub whose releases are installed by their own documentation. Source: the installation page of each project. */
const OWNERS = new Set(
  (
    'cloudflare nvm-sh homebrew ohmyzsh helm k3d-io aquasecurity anchore golangci junegunn babashka rustdesk asdf-vm pyenv tj microsoft cli ' +
    'kubernetes-sigs kubernetes docker trufflesecurity gitleaks eza-community ajeetdsouza astral-sh carlospolop ggerganov ggml-org yt-dlp ' +
    'denoland oven-sh nodejs rust-lang golang python pypa pnpm volta-cli fnm schniz jdx tailscale hashicorp grafana prometheus argoproj ' +
    'fluxcd istio linkerd derailed sharkdp burntsushi neovim vim tmux starship anza-xyz solana-labs foundry-rs ethereum bitcoin openai ' +
    'anthropics google googleapis googlecloudplatform aws azure facebook meta vercel netlify supabase digitalocean linode restic rclone ' +
    'syncthing jqlang mikefarah charmbracelet containerd moby podman-container-tools containers obsidianmd signalapp signal ffmpeg btbn upx ' +
    'projectdiscovery owasp sqlmapproject rapid7 danielmiessler ffuf oj steipete openclaw ollama huggingface'
  ).split(' '),
)

/** Pastes and snippets that anyone can write. */
const PASTES = [
  'pastebin.com',
  'glot.io',
  'hastebin.com',
  'paste.ee',
  'dpaste.com',
  'dpaste.org',
  'rentry.co',
  'rentry.org',
  'ghostbin.com',
  'controlc.com',
  'ix.io',
  'termbin.com',
  'sprunge.us',
  'paste.rs',
  '0bin.net',
  'privatebin.net',
  'justpaste.it',
  'gist.githubusercontent.com',
  'gist.github.com',
  'snippet.host',
  'telegra.ph',
  'pastes.io',
  'paste.mozilla.org',
  'p.ip.fi',
  'bpa.st',
  'textbin.net',
  'codeshare.io',
] as const

/** Hosts that hand anybody's upload to everybody. */
const DROPS = [
  'transfer.sh',
  '0x0.st',
  'file.io',
  'anonfiles.com',
  'gofile.io',
  'catbox.moe',
  'files.catbox.moe',
  'litterbox.catbox.moe',
  'bashupload.com',
  'temp.sh',
  'oshi.at',
  'tmpfiles.org',
  'uguu.se',
  'mega.nz',
  'mediafire.com',
  'cdn.discordapp.com',
  'sendspace.com',
  'wetransfer.com',
  'dropmefiles.com',
  'filebin.net',
] as const

/** Short links hide where they lead. */
const SHORTENERS = [
  'bit.ly',
  'tinyurl.com',
  't.co',
  'goo.gl',
  'is.gd',
  'v.gd',
  'cutt.ly',
  'rb.gy',
  'shorturl.at',
  'ow.ly',
  'rebrand.ly',
  't.ly',
  'tiny.cc',
  'bl.ink',
  's.id',
  'clck.ru',
  'dub.sh',
  'u.nu',
] as const

/** Inspectors of requests and tunnels: whoever sends there sends to an unknown person. Sources: their own pages, MITRE ATT&CK T1567 and T1572. */
const CATCHERS = [
  'webhook.site',
  'requestbin.com',
  'requestbin.net',
  'requestcatcher.com',
  'pipedream.net',
  'm.pipedream.net',
  'beeceptor.com',
  'hookbin.com',
  'postb.in',
  'requestinspector.com',
  'webhook.cool',
  'webhookinbox.com',
  'interact.sh',
  'interactsh.com',
  'oast.pro',
  'oast.live',
  'oast.site',
  'oast.online',
  'oast.fun',
  'oast.me',
  'burpcollaborator.net',
  'oastify.com',
  'dnslog.cn',
  'ceye.io',
  'canarytokens.com',
  'ngrok.io',
  'ngrok-free.app',
  'ngrok.app',
  'ngrok-free.dev',
  'loca.lt',
  'localtunnel.me',
  'serveo.net',
  'trycloudflare.com',
  'localhost.run',
  'lhr.life',
  'pagekite.me',
  'telebit.io',
  'playit.gg',
  'bore.pub',
  'duckdns.org',
  'no-ip.org',
  'ddns.net',
  'hopto.org',
  'zapto.org',
  'sytes.net',
  'xip.io',
  'nip.io',
] as const

/** Much used APIs. A skill that calls one sends its data where its users expect it. Source: the reference of each API. */
const APIS = [
  'api.openai.com',
  'api.anthropic.com',
  'googleapis.com',
  'github.com',
  'api.github.com',
  'githubusercontent.com',
  'gitlab.com',
  'slack.com',
  'discord.com',
  'api.telegram.org',
  'notion.com',
  'microsoft.com',
  'microsoftonline.com',
  'graph.microsoft.com',
  'azure.com',
  'azure-api.net',
  'windows.net',
  'amazonaws.com',
  'aws.amazon.com',
  'google.com',
  'accounts.google.com',
  'huggingface.co',
  'openrouter.ai',
  'x.ai',
  'groq.com',
  'mistral.ai',
  'cohere.ai',
  'replicate.com',
  'stripe.com',
  'twilio.com',
  'sendgrid.com',
  'mailgun.net',
  'atlassian.net',
  'atlassian.com',
  'linear.app',
  'airtable.com',
  'asana.com',
  'trello.com',
  'hubapi.com',
  'salesforce.com',
  'shopify.com',
  'dropboxapi.com',
  'box.com',
  'zoom.us',
  'spotify.com',
  'reddit.com',
  'twitter.com',
  'x.com',
  'linkedin.com',
  'facebook.com',
  'youtube.com',
  'wikipedia.org',
  'wikimedia.org',
  'cloudflare.com',
  'vercel.com',
  'netlify.com',
  'supabase.co',
  'firebaseio.com',
  'npmjs.org',
  'npmjs.com',
  'pypi.org',
  'pythonhosted.org',
  'crates.io',
  'docker.com',
  'docker.io',
  'deepseek.com',
  'dashscope.aliyuncs.com',
  'aliyuncs.com',
  'volces.com',
  'bigmodel.cn',
  'moonshot.cn',
  'minimax.chat',
  'minimaxi.com',
  'feishu.cn',
  'larksuite.com',
  'weixin.qq.com',
  'qq.com',
  'dingtalk.com',
  'baidu.com',
  'elevenlabs.io',
  'deepgram.com',
  'assemblyai.com',
  'stability.ai',
  'perplexity.ai',
  'tavily.com',
  'brave.com',
  'serper.dev',
  'serpapi.com',
  'exa.ai',
  'firecrawl.dev',
  'apify.com',
  'wttr.in',
  'open-meteo.com',
  'openweathermap.org',
  'coingecko.com',
  'binance.com',
  'bybit.com',
  'coinbase.com',
  'etherscan.io',
  'alchemy.com',
  'infura.io',
  'solana.com',
  'helius-rpc.com',
  'jup.ag',
  'polymarket.com',
  'moltbook.com',
  'clawhub.ai',
  'clawhub.com',
  'clawdhub.com',
  'openclaw.ai',
] as const

const NAMES = {
  installer: INSTALLERS,
  paste: PASTES,
  drop: DROPS,
  shortener: SHORTENERS,
  catcher: CATCHERS,
  api: APIS,
} as const
type Listed = keyof typeof NAMES

/** What is known of a host. `address` is a public bare IP address, `own` is this machine or its network, `placeholder` stands for others. */
export type HostKind = Listed | 'address' | 'own' | 'placeholder' | 'unknown'

const sets = Object.fromEntries(Object.entries(NAMES).map(([kind, names]) => [kind, new Set<string>(names)])) as Record<
  Listed,
  Set<string>
>

const PLACEHOLDER =
  /^(?:.{1,200}\.)?(?:example\.(?:com|net|org|edu)|test|invalid|yourdomain\.\w{2,6}|your-?\w{1,20}\.\w{2,6}|mydomain\.\w{2,6}|domain\.(?:com|tld)|company\.com|acme\.com|evil\.\w{2,6}|attacker\.\w{2,6}|malicious\S{0,20}\.\w{2,6}|bad\.\w{2,6})$/
const OWN =
  /^(?:(?:.{1,200}\.)?local(?:host|domain)?|127\.[\d.]{1,11}|0\.0\.0\.0|10\.[\d.]{1,11}|192\.168\.[\d.]{1,7}|172\.(?:1[6-9]|2\d|3[01])\.[\d.]{1,7}|169\.254\.[\d.]{1,7}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.[\d.]{1,7}|\[?::1\]?)$/
/** Addresses that stand for others in what tutorials write. */
const NO_ADDRESS = /^(?:1\.2\.3\.4|x\.x\.x\.x)$/
/** Reserved for documentation (RFC 5737): nobody is there, but who is told to run what comes from it still trusts a stranger. */
const DOCUMENTATION = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d{1,3}$/

/** What is known of the host of a URL. With a path, as `raw.githubusercontent.com/nvm-sh/…`, its first folder counts too. */
export function hostKind(host: string, path = ''): HostKind {
  const name = host.toLowerCase().replace(/:\d+$/, '')
  if (OWN.test(name)) return 'own'
  if (PLACEHOLDER.test(name) || NO_ADDRESS.test(name) || !/[.\]]/.test(name)) return 'placeholder'
  if (DOCUMENTATION.test(name)) return 'unknown'
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name) || /^(?:0x[\da-f]{6,8}|\d{8,10})$/.test(name) || name.startsWith('['))
    return 'address'
  const owner = /^\/?([^/?#]{1,100})/.exec(path)?.[1] ?? ''
  if (
    /^(?:raw\.githubusercontent|github|objects\.githubusercontent)\.com$/.test(name) &&
    OWNERS.has(owner.toLowerCase())
  )
    return 'installer'
  for (const kind of ['paste', 'drop', 'shortener', 'catcher', 'installer', 'api'] as const)
    for (let part = name; part.includes('.'); part = part.slice(part.indexOf('.') + 1))
      if (sets[kind].has(part) && !(kind === 'installer' && part !== name && part !== name.replace(/^www\./, '')))
        return kind
  return 'unknown'
}

/** Hosts that hide who receives or who wrote. */
export const isHiding = (kind: HostKind): boolean =>
  kind === 'address' || kind === 'paste' || kind === 'drop' || kind === 'shortener' || kind === 'catcher'
