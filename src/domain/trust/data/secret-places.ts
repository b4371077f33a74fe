/**
 * Where secrets of other programs lie. Sources: the documentation of each program, and MITRE ATT&CK T1552, T1555 and T1539.
 * `strong` places hold nothing that a skill of something else needs; the whole
 * `environment` is often handed to programs, and hardly ever sent; `agent` ones belong to the agent itself; `weak` ones are read by
 * honest skills every day; `identity` says who and where the user is; `asked`
 * is what a person is asked for, by the names that scripts have for it; `files` are
 * whole folders of the user's.
 */
export type Strength = 'strong' | 'environment' | 'asked' | 'agent' | 'files' | 'weak' | 'identity'
export type Place = { strength: Strength; pattern: RegExp }

const SEP = '(?:[/\\\\]{1,2}|["\'`]\\s{0,4}[,/]\\s{0,4}["\'`])'

export const SECRET_PLACES: readonly Place[] = [
  {
    strength: 'strong',
    pattern: new RegExp(
      `\\.ssh(?:${SEP}(?:id_(?:rsa|dsa|ecdsa|ed25519)|\\*|identity|config)|["'\`/]|\\b)|\\bid_(?:rsa|ed25519)\\b(?!\\.pub)`,
      'g',
    ),
  },
  {
    strength: 'strong',
    pattern: new RegExp(
      `\\.aws${SEP}(?:credentials|config)|\\.kube${SEP}config|\\.docker${SEP}config\\.json|\\.gnupg\\b|\\.netrc\\b|\\.npmrc\\b|\\.pgpass\\b|\\.my\\.cnf\\b|\\.vault-token\\b|\\.cargo${SEP}credentials|\\.gem${SEP}credentials|\\.m2${SEP}settings|\\.terraform\\.d${SEP}credentials|\\.aws\\b(?=[\\s"'/;)*])|169\\.254\\.169\\.254|metadata\\.google\\.internal|\\.git-credentials\\b|\\.pypirc\\b|\\.config${SEP}(?:gh${SEP}hosts\\.yml|gcloud|op\\b|rclone)|\\.azure${SEP}|application_default_credentials`,
      'g',
    ),
  },
  {
    strength: 'strong',
    pattern:
      /\b(?:Login Data|Cookies|Web Data|Local State|key4\.db|logins\.json|cookies\.sqlite|formhistory\.sqlite)["'`]|(?:Chrome|Chromium|BraveSoftware|Edge|Firefox)[\w\s/\\.-]{0,60}(?:Default|Profiles|User Data)|leveldb\b/g,
  },
  {
    strength: 'strong',
    pattern: new RegExp(
      `\\bwallet\\.dat\\b|\\.electrum\\b|\\bExodus${SEP}|\\bMetaMask\\b|nkbihfbeogaeaoehlefnkodbefgpgknn|\\.config${SEP}solana\\b|bfnaelmomeimhlpmgjnjophhpkkoljpa|hnfanknocfeofbddgcijnmhnfnkdnaad|\\.sui${SEP}sui_config|\\.near-credentials\\b|\\.foundry${SEP}keystores|\\.brownie${SEP}accounts|\\btdata\\b(?=[/\\\\"'\`])|\\.kdbx\\b|\\.ethereum${SEP}keystore|\\bkeystore${SEP}UTC--|\\bseed[_ -]?phrase|\\bmnemonic\\b|\\bLedger Live\\b|\\bTrezor\\b|\\bAtomic${SEP}|\\.bitcoin\\b`,
      'gi',
    ),
  },
  {
    strength: 'strong',
    pattern:
      /\bsecurity\s{1,4}(?:dump-keychain|export\b|find-(?:generic|internet)-password\b[^\n]{0,80}(?:Chrome|Chromium|Brave|Edge|Firefox|Safari|Safe Storage|Claude Code|iCloud|1Password|Slack)\b)|\bbrowser_cookie3\b|\bpycookiecheat\b|\brookiepy\b|\bgit\s{1,4}credential\s{1,4}fill\b|\b(?:tar|zip)\s[^\n]{0,120}(?:~|\$HOME|\$\{HOME\})\/\.(?:openclaw|clawdbot|moltbot|claude|codex|gemini|cursor)\b|login\.keychain|\bKeychains?[/\\]|Library\/Keychains\b|Application\\? Support\/(?:Exodus|Electrum|atomic|Phantom|Coinomi|Google\/Chrome|BraveSoftware|Firefox)\b|secretstorage\b|CredEnumerate|vaultcmd|\bkeyring\.get_credential|win32cred|DPAPI|CryptUnprotectData/g,
  },
  {
    strength: 'strong',
    pattern:
      /(?<!\.\.)\/etc\/(?:shadow|passwd|sudoers)\b|\.(?:bash|zsh|python|psql|mysql)_history\b|ConsoleHost_history/g,
  },
  {
    // Names by which files with secrets are looked for.
    strength: 'strong',
    pattern:
      /["'`](?:\*\.(?:pem|kdbx|tfvars|keystore|p12|pfx|ovpn)|\*\*?[/\\]?\*?(?:credentials?|wallet|secrets?|id_rsa)\*(?:\.\w{1,6})?|\.env\*|\*\.env\*?)["'`]/g,
  },
  {
    strength: 'strong',
    pattern:
      /\bchrome\.cookies\.getAll\b|\bbrowser\.cookies\.getAll\b|\bkubectl\s{1,4}config\s{1,4}view\b[^\n]{0,60}--raw\b|\bkubectl\s{1,4}get\s{1,4}secrets?\b[^\n]{0,120}-o\s{0,4}(?:json|yaml)|\baws\s{1,4}configure\s{1,4}(?:get|export-credentials)\b|\bLibrary\/Messages\b|\bchat\.db\b|\bVaultItems\b|\bop\s{1,4}item\s{1,4}(?:get|list)\b[^\n]{0,60}--(?:reveal|format)|\bbw\s{1,4}(?:export|list\s{1,4}items)\b|\bpass\s{1,4}show\b/g,
  },
  {
    // Keys that are looked for by what they look like.
    strength: 'strong',
    pattern:
      /\b(?:e?grep|rg|ag|ack|findstr|Select-String|re\.(?:findall|search|compile|finditer)|matchAll)\b[^\n]{0,80}(?:\bsk-|\bAKIA|\bgh[po]_|\bxox[bp]|PRIVATE KEY)/g,
  },
  {
    strength: 'files',
    pattern:
      /\breaddirSync\s{0,2}\(|\breaddir\s{0,2}\(|\.rglob\s{0,2}\(|\bos\.walk\s{0,2}\(|\bglob\.glob\s{0,2}\(|\btar\s[^\n|]{0,120}-?c\w{0,4}f?\s{1,4}-\s[^\n|]{0,60}|\bzip\s{1,4}-\w{0,3}r\w{0,3}\s{1,4}-\s|\bshutil\.make_archive\s{0,2}\(|\bfilepath\.Walk\w{0,3}\s{0,2}\(|\bDir\.glob\b|\bfind\s{1,4}["']?(?:~|\$)[^\n]{0,80}-type\s{1,2}f/g,
  },
  {
    strength: 'environment',
    pattern:
      /JSON\.stringify\s{0,4}\(\s{0,8}(?:\{[^}\n]{0,60})?process\.env\b(?!\s{0,4}[.[])|Object\.(?:entries|keys|fromEntries)\s{0,4}\([^\n;]{0,40}process\.env\b(?!\s{0,4}[.[])|\bdict\s{0,4}\(\s{0,4}os\.environ\s{0,4}\)|\bos\.environ\.(?:items|copy|keys|values)\s{0,4}\(|json\.dumps\s{0,4}\(\s{0,4}(?:dict\s{0,2}\(\s{0,2})?os\.environ|str\s{0,2}\(\s{0,2}os\.environ\s{0,2}\)|(?:^|[|;&`\s])(?:printenv|env)\s{0,4}[|>]|\$\(\s{0,4}(?:printenv|env)\s{0,4}\)|\bObject\.assign\s{0,2}\([^)\n]{0,60},\s{0,4}process\.env\s{0,2}\)|\btoJSON\s{0,2}\(\s{0,2}(?:secrets|env)\s{0,2}\)|\bSys\.getenv\s{0,2}\(\s{0,2}\)|\bgetenv\s{0,2}\(\s{0,2}\)|\bENV\.(?:to_a|each|map|inspect)\b|%ENV\b(?=[^{\n]{0,10}[);])|\bProcessInfo\.processInfo\.environment\b(?!\s{0,2}\[)|\$_ENV\b(?!\s{0,2}\[)|\bexport -p\b|\bprocess\s{0,2}\[\s{0,2}["'`]env["'`]\s{0,2}\](?!\s{0,4}[.[])|\{\s{0,2}env(?:\s{0,2}:\s{0,2}\w{1,30})?\s{0,2}\}\s{0,2}=\s{0,2}process\b|\bdeclare\s{1,2}-\w{0,2}x\w{0,2}\b(?=\s{0,4}[|>)])|(?:^|[|;&(`])\s{0,8}set\s{0,4}\|(?!\|)|\/proc\/(?:self|\d{1,7}|\$\w{1,10})\/environ\b|\bcompgen\s{1,2}-e\b|\bgci\s{1,4}env:|Get-ChildItem\s{1,4}env:|\bENV\.to_h\b/g,
  },
  {
    strength: 'environment',
    pattern:
      /(?<!\benv\s{0,2}[:=]\s{0,4})\{\s{0,4}\.\.\.process\.env\s{0,4}\}|\bos\.Environ\(\)|\bSystem\.getenv\(\)|\benv::vars\(\)/g,
  },
  {
    strength: 'agent',
    pattern:
      /\bgh\s{1,4}auth\s{1,4}token\b|\bgcloud\s{1,4}auth\s{1,4}(?:application-default\s{1,4})?print-access-token\b|\baz\s{1,4}account\s{1,4}get-access-token\b|\.(?:openclaw|clawdbot|claude|codex)\/(?:agents|projects|sessions)\b/g,
  },
  {
    strength: 'agent',
    pattern: new RegExp(
      `\\.(?:openclaw|clawdbot|moltbot|clawd|claude|codex|cursor|gemini|windsurf|continue|opencode|config${SEP}(?:openclaw|opencode|clawdbot|moltbot|claude))${SEP}(?:[\\w.-]{1,40}${SEP}){0,3}(?:\\.env|\\.?credentials?(?:\\.json)?|auth(?:-profiles)?\\.json|openclaw\\.json|clawdbot\\.json|moltbot\\.json|settings(?:\\.local)?\\.json|config\\.(?:json|ya?ml|toml)|oauth\\w{0,10}\\.json|accounts?\\.json)|\\.claude\\.json\\b`,
      'g',
    ),
  },
  {
    strength: 'weak',
    pattern:
      /(?:readFile(?:Sync)?|open|read_text|Get-Content|cat|readFileSync|Path)\s{0,4}\(?[^\n)]{0,120}(?:["'`/~]|\s)\.env(?:\.\w{1,12})?\b|["'`/]\.env(?:\.local|\.production)?["'`]/g,
  },
  {
    strength: 'weak',
    pattern:
      /process\.env\s{0,2}(?:\.\s{0,2}\w{0,40}(?:KEY|TOKEN|SECRET|PASSWORD|CREDENTIALS?)\b|\[\s{0,2}["'`]\w{0,40}(?:KEY|TOKEN|SECRET|PASSWORD)\b)|environ(?:\.get)?\s{0,2}[[(]\s{0,2}["']\w{0,40}(?:KEY|TOKEN|SECRET|PASSWORD)|getenv\s{0,2}\(\s{0,2}["']\w{0,40}(?:KEY|TOKEN|SECRET|PASSWORD)|\$\{?[A-Z][A-Z\d_]{1,40}_(?:KEY|TOKEN|SECRET|PASSWORD)\b/g,
  },
  {
    strength: 'asked',
    pattern:
      /(?<![\w.])(?:args\.|opts\.|argv\.|self\.|this\.|input\.)?(?:mnemonic(?:_?(?:phrase|words))?|seed_?(?:phrase|words)|recovery_?(?:phrase|words|key)|backup_?(?:phrase|words)|secret_?(?:phrase|words)|(?:wallet_?)?private_?key|wallet_?(?:key|secret|seed))\b(?!\s{0,2}[:=(])|\bgeneratePrivateKey\s{0,2}\(|\bgenerateMnemonic\s{0,2}\(|\bKeypair\.generate\s{0,2}\(|\bWallet\.createRandom\s{0,2}\(|\bAccount\.create\s{0,2}\(/gi,
  },
  {
    strength: 'identity',
    pattern:
      /\bsocket\.gethostname\s{0,2}\(|\bplatform\.node\s{0,2}\(|\bgetpass\.getuser\s{0,2}\(|\bos\.getlogin\s{0,2}\(|\bos\.(?:hostname|userInfo|networkInterfaces)\s{0,2}\(|\buuid\.getnode\s{0,2}\(|\$\(\s{0,2}(?:hostname|whoami|id -un)\s{0,2}\)|`(?:hostname|whoami)`|\bgit\s{1,4}config\s[^\n]{0,20}user\.email|["'`]git["'`]\s{0,2},\s{0,2}["'`]config["'`][^\n]{0,40}user\.(?:email|name)|\$env:(?:COMPUTERNAME|USERNAME)\b|["'`](?:whoami|hostname)["'`]/g,
  },
]

/** Any of these must be in a text, in lower case, before its places are looked for. */
export const SECRET_WORDS = [
  'process[',
  '= process',
  'akia',
  'sk-',
  'ghp_',
  'gho_',
  'xox',
  'private key',
  'declare ',
  'set |',
  'set|',
  'compgen',
  '/proc/',
  '_key',
  '_token',
  '_secret',
  '_password',
  '.ssh',
  'id_rsa',
  'id_ed25519',
  '.aws',
  '.kube',
  '.docker',
  '.gnupg',
  '.netrc',
  '.git-credentials',
  '.pypirc',
  '.config',
  '.azure',
  'application_default',
  'login data',
  'cookies',
  'web data',
  'local state',
  'key4.db',
  'logins.json',
  'leveldb',
  'user data',
  'profiles',
  'wallet',
  'exodus',
  'metamask',
  'nkbih',
  'solana',
  'keystore',
  'seed',
  'mnemonic',
  'electrum',
  'ledger',
  'trezor',
  'application',
  'bfnael',
  'hnfank',
  '.sui',
  '.near-cred',
  '.foundry',
  '.brownie',
  'tdata',
  '.kdbx',
  'atomic',
  '.bitcoin',
  'keychain',
  'secretstorage',
  'credenum',
  'vaultcmd',
  'keyring',
  'win32cred',
  'dpapi',
  'cryptunprotect',
  'find-generic',
  '/etc/',
  '_history',
  'process.env',
  'environ',
  'printenv',
  'env ',
  'env|',
  'env)',
  'export -p',
  'env.to_h',
  '.openclaw',
  '.clawdbot',
  '.moltbot',
  '.clawd',
  '.claude',
  '.codex',
  '.cursor',
  '.gemini',
  '.windsurf',
  '.continue',
  '.opencode',
  '.env',
  'getenv',
  '.npmrc',
  '.pgpass',
  '.my.cnf',
  '.vault-token',
  '.cargo',
  '.m2',
  '169.254',
  'metadata.google',
  'find-internet',
  'browser_cookie3',
  'pycookiecheat',
  'rookiepy',
  'credential fill',
  'auth token',
  'access-token',
  'environ()',
  'env::vars',
  'security ',
  'mnemonic',
  'phrase',
  'words',
  'recovery',
  'backup_w',
  'backupw',
  'secret_w',
  'secretw',
  'private_key',
  'privatekey',
  'tojson',
  'cookies.getall',
  'kubectl',
  'configure',
  'library/messages',
  'chat.db',
  'op item',
  'bw export',
  'bw list',
  'pass show',
  'readdir',
  'rglob',
  'os.walk',
  'glob.glob',
  'make_archive',
  'filepath.walk',
  'dir.glob',
  'find ',
  'generate',
  'createrandom',
  'sys.getenv',
  'env.',
  '%env',
  'processinfo',
  '$_env',
  '*.pem',
  '*.kdbx',
  '*.tfvars',
  'credential',
  'secret',
  'hostname',
  'platform.node',
  'getuser',
  'getlogin',
  'userinfo',
  'networkinterfaces',
  'getnode',
  'whoami',
  'id -un',
  'user.email',
  'user.name',
  'env:',
  'tar ',
  'zip ',
] as const

/** Where secrets lie, as commands name them: a part of a pattern. */
export const PLACES =
  '(?:\\.ssh\\b|\\bid_(?:rsa|ed25519|ecdsa)\\b|\\.aws/\\w{0,12}|\\.kube/config|\\.netrc\\b|\\.git-credentials|\\.gnupg\\b|\\.docker/config|/etc/(?:passwd|shadow)|(?<![^\\s/@"\'~=])\\.env\\b(?!\\.example|\\.sample)|wallet\\.dat|\\.config/(?:gh|gcloud|solana)|\\.(?:bash|zsh)_history|\\.(?:openclaw|clawdbot|moltbot|claude|codex)/[\\w./-]{0,60}|Login Data|Cookies\\b|\\.npmrc\\b|\\.pgpass\\b|\\.vault-token\\b)'
