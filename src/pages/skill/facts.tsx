import type { Child } from 'hono/jsx'
import { Ago, Moment } from '../parts/moment.tsx'
import { OutLink } from '../parts/out-link.tsx'
import { Verdict } from '../parts/verdict.tsx'
import { categoryPath, publisherPath, tagPath, to, type View } from '../view.ts'
import { copiesPath, findingsPath, type Skill, standingPath } from './skill.ts'

type About = { view: View; skill: Skill }

/** What there is to know before installing: can it be trusted, is it alive, what does it cost, where is it from. */
export function Facts({ view, skill }: About) {
  const { t } = view
  return (
    <div class="about">
      <Group title={t.skill.trust}>
        <Trust view={view} skill={skill} />
      </Group>
      <Group title={t.skill.alive}>
        <Alive view={view} skill={skill} />
      </Group>
      <Group title={t.skill.cost}>
        <Cost view={view} skill={skill} />
      </Group>
      <Group title={t.skill.about}>
        <Filed view={view} skill={skill} />
      </Group>
    </div>
  )
}

function Group({ title, children }: { title: string; children?: Child }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  )
}

function Row({ name, children }: { name: string; children?: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Trust({ view, skill }: About) {
  const { t } = view
  const { license, license_confidence: confidence, validation, latest_version: latest } = skill
  const told: Record<string, string> = t.skill.licenceFrom
  return (
    <>
      <Row name={t.search.verdict}>
        <a href={to(view, findingsPath(skill.slug))}>
          <Verdict view={view} verdict={skill.verdict} />
        </a>
      </Row>
      {skill.risk && <Row name={t.scan.risk}>{t.scan.risks[skill.risk]}</Row>}
      <Row name={t.skill.validation}>
        <a href={to(view, findingsPath(skill.slug))}>{validated(view, validation)}</a>
      </Row>
      <Row name={t.search.licence}>
        {license === null ? <span class="warned">{t.item.noLicence}</span> : license}{' '}
        <span class="quiet">{license !== null && told[confidence]}</span>
      </Row>
      <Row name={t.search.publisher}>
        <a href={to(view, publisherPath(skill.owner))}>{skill.owner}</a>
      </Row>
      {latest?.commit && (
        <Row name={t.skill.commit}>
          <code title={latest.commit}>{latest.commit.slice(0, 12)}</code>
        </Row>
      )}
      <Row name={t.skill.listedSince}>
        <Ago view={view} at={skill.created_at} />
      </Row>
      <Row name={t.skill.copies}>
        {skill.copies > 1 ? (
          <a href={to(view, copiesPath(skill.slug))}>{t.item.copies(skill.copies)}</a>
        ) : (
          t.skill.noCopies
        )}
      </Row>
    </>
  )
}

function validated({ t }: View, validation: Skill['validation']): string {
  if (validation === null) return t.skill.notValidated
  if (validation.findings.length === 0) return t.skill.valid
  return validation.valid ? t.skill.validBut(validation.findings.length) : t.skill.invalid(validation.findings.length)
}

function Alive({ view, skill }: About) {
  const { t, lang } = view
  const { popularity, rank, last_changed_at: changed, last_seen_at: seen } = skill
  const place = rank.global
  return (
    <>
      {changed && (
        <Row name={t.skill.lastChange}>
          <Ago view={view} at={changed} />
        </Row>
      )}
      {seen && (
        <Row name={t.skill.lastSeen}>
          <Ago view={view} at={seen} />
        </Row>
      )}
      <Row name={t.skill.uses}>
        <b>{popularity.uses_30d.toLocaleString(lang)}</b>
      </Row>
      <Row name={t.skill.stars}>
        <b>{popularity.stars.toLocaleString(lang)}</b>
      </Row>
      {place && (
        <Row name={t.skill.place}>
          <a href={to(view, standingPath(skill.slug))}>{t.skill.placeOf(place.rank, place.total)}</a>
        </Row>
      )}
      {popularity.as_of && (
        <Row name={t.skill.counted}>
          <Moment view={view} at={popularity.as_of} withTime />
        </Row>
      )}
    </>
  )
}

function Cost({ view, skill }: About) {
  const { t } = view
  const tokens = skill.latest_version?.context_tokens
  if (!tokens)
    return (
      <Row name={t.skill.costOfUse}>
        {skill.context_tokens === null ? t.common.notCounted : t.item.tokens(skill.context_tokens)}
      </Row>
    )
  return (
    <>
      <Row name={t.skill.costOfHaving}>{t.item.tokens(tokens.description ?? 0)}</Row>
      <Row name={t.skill.costOfUse}>{t.item.tokens(tokens.body ?? 0)}</Row>
      <Row name={t.skill.costOfReferences}>{t.item.tokens(tokens.references)}</Row>
    </>
  )
}

function Filed({ view, skill }: About) {
  const { t } = view
  const { category, tags, sources } = skill
  return (
    <>
      {category && (
        <Row name={t.search.category}>
          <a href={to(view, categoryPath(category.key))}>{category.name}</a>
        </Row>
      )}
      {tags.length > 0 && (
        <Row name={t.skill.tags}>
          {tags.map((tag) => (
            <>
              <a class="tag" href={to(view, tagPath(tag))}>
                {tag}
              </a>{' '}
            </>
          ))}
        </Row>
      )}
      {sources.map((source) => (
        <Row name={t.skill.source}>
          <OutLink href={source.url ?? ''}>{source.name}</OutLink>
          {source.path && <span class="quiet"> {source.path}</span>}
          {source.revision && (
            <>
              {' '}
              <code title={source.revision}>{source.revision.slice(0, 12)}</code>
            </>
          )}{' '}
          <span class="quiet">
            {t.skill.seen} <Ago view={view} at={source.seen_at} />
          </span>
        </Row>
      ))}
    </>
  )
}
