import { isHiding } from '../../data/hosts.ts'
import { runFrom } from '../../flow/code.ts'
import type { At, Rule } from '../../rule.ts'
import { targetsIn } from '../../weighing/hosts.ts'
import { says } from '../judging.ts'

/** Files that are opened as data and run as code. */
export const OPENED_CODE: readonly Rule[] = [
  {
    id: 'remote-code.runs-documents',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor: 'Scripts that evaluate what stands in a table, a document or a mail.',
    why: 'Whoever wrote the document then runs code here. Nobody expects that of a table.',
    fix: 'Parse the few forms that are needed, as with ast.literal_eval or a library for formulas.',
    find: (folder) =>
      runFrom(['document'], folder).filter(({ view, start }) => {
        const call = view.text.slice(start, start + 200)
        return /^(?:eval|new\s{1,2}Function|Function)\b/.test(call) && !/__builtins__|literal_eval/.test(view.text)
      }),
    examples: {
      match: [
        {
          'SKILL.md': 'See a.py.',
          'a.py':
            'import csv, sys\nfor row in csv.reader(open(sys.argv[1])):\n    print([eval(cell) for cell in row])\n',
        },
      ],
      pass: [
        {
          'SKILL.md': 'See a.py.',
          'a.py':
            'import ast, csv, sys\nfor row in csv.reader(open(sys.argv[1])):\n    print([ast.literal_eval(cell) for cell in row])\n',
        },
        {
          'SKILL.md': 'See a.py.',
          'a.py': "import csv, sys\nrows = list(csv.reader(open('a.csv')))\nprint(eval('1 + 1'), len(rows))\n",
        },
      ],
    },
  },
  {
    id: 'remote-code.fetched-pickle',
    version: 1,
    severity: 'high',
    confidence: 'medium',
    looksFor: 'Models and other pickles from a host that nobody knows, loaded in a way that runs what is in them.',
    why: 'Loading a pickle calls whatever functions it names. Whoever keeps the host decides which.',
    fix: 'Use safetensors or ONNX, or load with weights_only, and pin a checksum.',
    patterns: [
      {
        words: ['weights_only', 'pickle.load', 'joblib.load', 'torch.load', 'allow_pickle'],
        pattern:
          /\btorch\.load\s{0,2}\((?=[^\n]{0,160}weights_only\s{0,2}=\s{0,2}False)[^\n]{0,160}|\b(?:c?pickle|dill|joblib)\.load\s{0,2}\([^\n]{0,120}|\bnp\.load\s{0,2}\((?=[^\n]{0,120}allow_pickle\s{0,2}=\s{0,2}True)[^\n]{0,120}/g,
        in: ['script', 'code'],
        judge: fetched,
      },
    ],
    examples: {
      match: [
        {
          'SKILL.md': 'See m.py.',
          'm.py':
            "import torch, urllib.request\nurllib.request.urlretrieve('https://models.helper-tools.example/m.pt', 'm.pt')\nm = torch.load('m.pt', weights_only=False)\n",
        },
      ],
      pass: [
        { 'SKILL.md': 'See m.py.', 'm.py': "import pickle\nm = pickle.load(open('cache.pkl', 'rb'))\n" },
        {
          'SKILL.md': 'See m.py.',
          'm.py':
            "import pickle, requests\nd = requests.get('https://api.github.com/repos').json()\nm = pickle.load(open('c.pkl', 'rb'))\n",
        },
      ],
    },
  },
]

const FETCHES =
  /\burlretrieve\s{0,2}\(|\burlopen\s{0,2}\(|\brequests\.get\s{0,2}\(|\bhttpx\.(?:get|stream)\s{0,2}\(|\bcurl\s|\bwget\s|\bgdown\./

function fetched(_: RegExpMatchArray, { folder, view }: At) {
  return (
    FETCHES.test(view.text) &&
    targetsIn(view.text, folder).some(({ kind }) => kind === 'unknown' || isHiding(kind)) &&
    says('high', 'medium')
  )
}
