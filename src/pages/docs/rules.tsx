import type { Context } from 'hono'
import type { Rule } from '../../domain/trust/rule.ts'
import { FAMILIES } from '../../domain/trust/rule.ts'
import { page } from '../layout/page.tsx'
import { showUnseen } from '../parts/plain.ts'
import type { PageEnv, View } from '../view.ts'

const KEPT_SECONDS = 300
/** So many examples of a rule are shown of what it finds, and of what it leaves alone. */
const EXAMPLES = 2

/** What the scanner looks for, why, and how to mend it. */
export async function rules(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const [{ RULES }, { RULE_SET }] = await Promise.all([
    import('../../domain/trust/rules/index.ts'),
    import('../../domain/trust/rule-set.ts'),
  ])
  const families = FAMILIES.map((family) => ({
    family,
    rules: RULES.filter(({ id }) => id.startsWith(`${family}.`)),
  })).filter((one) => one.rules.length > 0)
  const body = (
    <>
      <h1>{t.docs.rules}</h1>
      <p>
        {t.docs.rulesLead(RULES.length)} {t.docs.ruleSet} {RULE_SET}.
      </p>
      {t.docs.onlyEnglish !== '' && <p class="quiet">{t.docs.onlyEnglish}</p>}
      <nav aria-label={t.docs.contents}>
        <ul class="chips">
          {families.map(({ family, rules }) => (
            <li>
              <a href={`#${family}`}>
                {family} <span class="quiet">{rules.length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {families.map(({ family, rules }) => (
        <section aria-labelledby={family}>
          <h2 id={family} lang="en">
            {family}
          </h2>
          {rules.map((rule) => (
            <OneRule view={view} rule={rule} />
          ))}
        </section>
      ))}
    </>
  )
  return page(c, { title: t.docs.rules, description: t.docs.rulesLead(RULES.length) }, body, 200, KEPT_SECONDS)
}

function OneRule({ view, rule }: { view: View; rule: Rule }) {
  const { t } = view
  return (
    <article class="rule">
      <h3 id={rule.id}>
        <code>{rule.id}</code>
      </h3>
      <p lang="en">{rule.looksFor}</p>
      <dl lang="en">
        <dt lang={view.lang}>{t.docs.severity}</dt>
        <dd>
          {rule.severity} ({t.docs.confidence}: {rule.confidence})
        </dd>
        <dt lang={view.lang}>{t.docs.why}</dt>
        <dd>{rule.why}</dd>
        <dt lang={view.lang}>{t.docs.fix}</dt>
        <dd>{rule.fix}</dd>
      </dl>
      <details>
        <summary>{t.docs.examples}</summary>
        <Examples title={t.docs.found} of={rule.examples.match} />
        <Examples title={t.docs.leftAlone} of={rule.examples.pass} />
      </details>
    </article>
  )
}

function Examples({ title, of }: { title: string; of: Rule['examples']['match'] }) {
  if (of.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      {of.slice(0, EXAMPLES).map((example) => (
        <pre tabindex={0}>
          <code>{showUnseen(spelled(example))}</code>
        </pre>
      ))}
    </>
  )
}

/** A folder is shown file after file. */
const spelled = (example: Rule['examples']['match'][number]): string =>
  typeof example === 'string'
    ? example
    : Object.entries(example)
        .map(([path, text]) => `${path}:\n${text}`)
        .join('\n\n')
