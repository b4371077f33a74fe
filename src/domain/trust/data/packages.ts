/** Much used packages of npm and PyPI, which look-alikes imitate. Source: the registries' own counts of downloads. */
export const MUCH_USED = (
  'requests urllib3 numpy pandas django flask fastapi pydantic setuptools cryptography certifi pillow scipy matplotlib tensorflow pytorch torch sqlalchemy ' +
  'beautifulsoup4 selenium boto3 botocore openai anthropic langchain transformers colorama python-dateutil jellyfish pyyaml jinja2 aiohttp websockets httpx ' +
  'psycopg2 pymongo redis celery paramiko scikit-learn playwright pycryptodome python-dotenv opencv-python tqdm click rich typer uvicorn gunicorn pytest ' +
  'react react-dom lodash express axios chalk commander typescript webpack eslint prettier dotenv mongoose discord.js puppeteer electron vite vitest ' +
  'cross-env node-fetch moment dayjs uuid yargs inquirer fs-extra rimraf glob minimist async bluebird underscore jquery socket.io nodemailer jsonwebtoken bcrypt ' +
  'passport cheerio rxjs tailwindcss next nuxt svelte vue angular ethers web3 bignumber.js crypto-js ws cors helmet winston nodemon zod openclaw clawhub'
).split(' ')

/** Honest packages whose names are one letter from one of those. */
export const ALSO_HONEST = new Set(
  'clawdhub eclint auto-changelog request react-is preact colors color chalks asyncio expres vue3 nuxt3 next-js flask3 urllib urllib2 numpy2 pandas2 torchs uuid4 uuidv7 uuid7 axio glob2 globs webpack5 vites nest dotenvx jsonwebtokens moments click8 tqdms richs typed types typeorm ws3 wss web2 web5 cor core cors2 redis3 zodx zed zd day dayjs2 yarg rx rxj aiohttp3 httpx2 httpcore pillow-simd opencv pytests py pydantic2 celery5 scikit boto boto2 botocore3 next-auth expo express5 glog'.split(
    ' ',
  ),
)
