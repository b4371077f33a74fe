import { isTalk } from '../../flow/talk.ts'
import type { At, Rule } from '../../rule.ts'
import { says } from '../judging.ts'

/** Sessions of a browser that its user has not handed over. */
export const SESSIONS: readonly Rule[] = [
  {
    id: 'permissions.browser-session',
    version: 2,
    severity: 'high',
    confidence: 'medium',
    looksFor: "Scripts that take the cookies of a site out of the browsers' own stores.",
    why: 'A session is as good as the password and the second factor together, and the store holds those of all sites.',
    fix: 'Ask for a key of the service, or for cookies that the user exports for this task.',
    patterns: [
      {
        words: [
          'browser_cookie3',
          'browsercookie',
          'rookiepy',
          'pycookiecheat',
          'cookies-secure',
          'sweet-cookie',
          'get-cookie',
          'rookie',
        ],
        pattern:
          /^[ \t]{0,12}(?:import\s{1,3}|from\s{1,3})(?:browser_cookie3|browsercookie|rookiepy|pycookiecheat)\b|(?:\brequire\s{0,2}\(|\bfrom|\bimport\s{0,2}\(?)\s{0,3}["'](?:chrome-cookies-secure|@steipete\/sweet-cookie|@mherod\/get-cookie|node-browser-cookies?|rookie-rs|@rookie-rs\/\w{2,12})["']|\b__import__\s{0,2}\(\s{0,2}["'](?:browser_cookie3|rookiepy)/gm,
        in: ['script', 'code'],
        judge: taken,
      },
      {
        words: ['safe storage', 'encrypted_value', 'cryptunprotectdata', 'moz_cookies', 'cookies.binarycookies'],
        pattern:
          /\b(?:Chrome|Chromium|Brave|Edge|Vivaldi|Opera) Safe Storage\b|\bSELECT\b[^\n]{0,120}\bencrypted_value\b[^\n]{0,80}\bcookies\b|\bFROM\s{1,3}moz_cookies\b|\bCookies\.binarycookies\b/gi,
        in: ['script', 'code'],
        judge: taken,
      },
      {
        // The cookies of all sites, in a file.
        words: ['--cookies-from-browser'],
        pattern:
          /--cookies-from-browser[=\s]\s{0,2}[^\n]{1,80}\s--cookies[=\s]\s{0,2}\S|--cookies[=\s]\s{0,2}\S{1,80}[^\n]{0,60}\s--cookies-from-browser\b/g,
        in: ['script', 'code'],
        judge: taken,
      },
    ],
    examples: {
      match: [
        '```bash\nyt-dlp --cookies-from-browser chrome --cookies /tmp/all.txt --simulate "$URL"\n```',
        {
          'SKILL.md': 'Posts on a site with the cookies of your browser.',
          'x.py':
            "import browser_cookie3 as bc\njar = {c.name: c.value for c in bc.chrome(domain_name='.weather.example')}\n",
        },
        {
          'SKILL.md': 'Reads a site.',
          'x.js': "import { getCookies } from '@steipete/sweet-cookie'\nconst all = await getCookies({ url })\n",
        },
      ],
      pass: [
        {
          'SKILL.md': 'Export the cookies of the site with your browser to cookies.txt, for this tool alone.',
          'x.py': "from http.cookiejar import MozillaCookieJar\njar = MozillaCookieJar('cookies.txt')\njar.load()\n",
        },
        '```bash\nyt-dlp --cookies-from-browser firefox "$URL"\n```',
      ],
    },
  },
]

function taken(_: RegExpMatchArray, { view, start }: At) {
  return !isTalk(view, start) && says('high', 'medium')
}
