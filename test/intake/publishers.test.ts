import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { aCrawl, aSource, type CrawlSetup, HOUR, skillText } from '../support/builders/crawls.ts'
import { expectedState, publishAll, publishedState } from '../support/oracles/feed-oracle.ts'
import { aWebsite, type Website } from '../support/outside/website.ts'

let c: CrawlSetup
beforeEach(async () => {
  c = await aCrawl()
})
afterEach(async () => {
  await publishAll(c.db)
  expect(await publishedState(c.db)).toEqual(await expectedState(c.db))
  await c.stop()
})

const follow = (repo: string) => aSource(c.db, { url: `https://github.com/${repo}`, autoApprove: true })
const later = async () => {
  c.later(24 * HOUR)
  return c.tick()
}
const SKILL = 'skills/xlsx/SKILL.md'

type Row = { slug: string; owner: string; repo: string | null; text: string; stars: number }
const skills = async () => {
  const { rows } = await c.db.execute<Row>(sql`
    select s.slug, s.owner, s.canonical_repo as repo, s.description_md as text, p.github_stars as stars
    from skills s join skill_popularity p on p.skill_id = s.id order by s.created_at, s.slug`)
  return rows
}
const publishers = async () => {
  const { rows } = await c.db.execute(
    sql`select kind, name, handle, slug_part from publishers order by created_at, handle`,
  )
  return rows
}
const idsBySlug = async () => {
  const { rows } = await c.db.execute<{ slug: string; id: string }>(sql`select slug, id from skills`)
  return Object.fromEntries(rows.map(({ slug, id }) => [slug, id]))
}
/** GitHub gives a name to another repository, of another account, and the one that had it is gone. */
const giveAway = async (repo: string) => {
  const owner = { id: 4_000_000_001, login: repo.split('/')[0] }
  await c.write(`${repo}.json`, JSON.stringify({ id: 4_000_000_002, owner }))
}

describe('skills of one name', () => {
  it('in two repositories of a publisher are two skills, each with its own text and stars', async () => {
    await c.write(`bigco/official/${SKILL}`, skillText('xlsx', 'The official one.'))
    await c.write('bigco/official.json', JSON.stringify({ stargazers_count: 5000 }))
    await c.write(`bigco/sandbox/${SKILL}`, skillText('xlsx', 'An experiment.'))
    await follow('bigco/official')
    await c.tick()
    await follow('bigco/sandbox')
    await c.tick()
    expect(await skills()).toEqual([
      { slug: 'bigco--xlsx', owner: 'bigco', repo: 'bigco/official', text: 'The official one.', stars: 5000 },
      {
        slug: expect.stringMatching(/^bigco--xlsx-[0-9a-f]{8}$/),
        owner: 'bigco',
        repo: 'bigco/sandbox',
        text: 'An experiment.',
        stars: 0,
      },
    ])
  })

  it('in two folders of a repository are two skills, and each keeps its slug when its file moves', async () => {
    for (const folder of ['a', 'b']) await c.write(`bigco/kit/${folder}/xlsx/SKILL.md`, skillText('xlsx', folder))
    await follow('bigco/kit')
    await c.tick()
    const before = await idsBySlug()
    for (const folder of ['a', 'b']) await c.move(`bigco/kit/${folder}`, `bigco/kit/new-${folder}`)
    await later()
    expect(await idsBySlug()).toEqual(before)
    expect((await skills()).map(({ text }) => text)).toEqual(['a', 'b'])
  })

  it('in two folders stay two skills when one moves and another appears in its place', async () => {
    for (const folder of ['a', 'b']) await c.write(`bigco/kit/${folder}/xlsx/SKILL.md`, skillText('xlsx', folder))
    await follow('bigco/kit')
    await c.tick()
    const before = await idsBySlug()
    await c.move('bigco/kit/b', 'bigco/kit/moved')
    await later()
    await c.write('bigco/kit/b/xlsx/SKILL.md', skillText('xlsx', 'new'))
    await later()
    expect(await idsBySlug()).toMatchObject(before)
    expect((await skills()).map(({ text }) => text)).toEqual(['a', 'b', 'new'])
  })

  it('keep their slugs when both move, also if they write their name differently', async () => {
    await c.write('bigco/kit/a/xlsx/SKILL.md', skillText('xlsx', 'a'))
    await c.write('bigco/kit/b/XLSX/SKILL.md', skillText('XLSX', 'b'))
    await follow('bigco/kit')
    await c.tick()
    const before = await idsBySlug()
    expect(Object.keys(before)).toHaveLength(2)
    for (const folder of ['a', 'b']) await c.move(`bigco/kit/${folder}`, `bigco/kit/new-${folder}`)
    await later()
    expect(await idsBySlug()).toEqual(before)
    expect((await skills()).map(({ text }) => text)).toEqual(['a', 'b'])
  })

  it('are told apart by their text when one moves while another appears', async () => {
    await c.write('bigco/kit/a/xlsx/SKILL.md', skillText('xlsx', 'known'))
    await follow('bigco/kit')
    await c.tick()
    const before = await idsBySlug()
    await c.move('bigco/kit/a', 'bigco/kit/z')
    await c.write('bigco/kit/b/xlsx/SKILL.md', skillText('xlsx', 'new'))
    await later()
    expect(await idsBySlug()).toMatchObject(before)
    expect((await skills()).map(({ text }) => text)).toEqual(['known', 'new'])
  })

  it('are two if a file moves, and the same file is back in its old place', async () => {
    await c.write('bigco/kit/a/xlsx/SKILL.md', skillText('xlsx', 'x'))
    await follow('bigco/kit')
    await c.tick()
    await c.move('bigco/kit/a', 'bigco/kit/moved')
    await later()
    await c.write('bigco/kit/a/xlsx/SKILL.md', skillText('xlsx', 'x'))
    await later()
    expect((await skills()).map(({ text }) => text)).toEqual(['x', 'x'])
  })

  it('is one skill if two sources read the same file', async () => {
    await c.write(`bigco/kit/${SKILL}`, skillText('xlsx'))
    await follow('bigco/kit')
    await c.tick()
    await c.db.execute(
      sql`update skill_sources set crawl_interval_minutes = null, base_url = 'https://github.com/bigco/other'`,
    )
    await follow('bigco/kit')
    await later()
    expect(await skills()).toHaveLength(1)
    const { rows } = await c.db.execute(sql`select count(*)::int as n from skill_source_links`)
    expect(rows).toEqual([{ n: 2 }])
  })
})

describe('publishers whose names look alike', () => {
  let site: Website
  beforeEach(async () => {
    site = await aWebsite()
    c.settings.SOURCE_ORIGINS = site.origin
  })
  afterEach(() => site.stop())

  it('are a host and a GitHub owner, and neither takes over the skills of the other', async () => {
    const skill = { name: 'xlsx', description: 'What xlsx does.', files: ['SKILL.md'] }
    site.put('/.well-known/skills/index.json', { body: JSON.stringify({ skills: [skill] }) })
    site.put('/.well-known/skills/xlsx/SKILL.md', { body: skillText('xlsx', 'Of the site.') })
    await aSource(c.db, { type: 'catalog', url: site.origin, name: 'site', autoApprove: true })
    await c.tick()
    await c.write(`127-0-0-1/kit/${SKILL}`, skillText('xlsx', 'Of somebody else.'))
    await follow('127-0-0-1/kit')
    await c.tick()
    expect(await skills()).toMatchObject([
      { slug: '127-0-0-1--xlsx', owner: '127.0.0.1', text: 'Of the site.' },
      { slug: '127-0-0-1-2--xlsx', owner: '127-0-0-1', text: 'Of somebody else.' },
    ])
    expect(await publishers()).toEqual([
      { kind: 'site', name: '127.0.0.1', handle: '127.0.0.1', slug_part: '127-0-0-1' },
      { kind: 'github', name: '127-0-0-1', handle: '127-0-0-1', slug_part: '127-0-0-1-2' },
    ])
  })
})

describe('at GitHub', () => {
  let before: Record<string, string>
  beforeEach(async () => {
    await c.write(`bigco/kit/${SKILL}`, skillText('xlsx', 'Ours.'))
    await follow('bigco/kit')
    await c.tick()
    before = await idsBySlug()
  })
  const redirect = (from: string, to: string) =>
    c.github.intercept((path) =>
      path === `/repos/${from}` ? { status: 301, headers: { Location: `${c.github.url}/repos/${to}` } } : null,
    )

  it('an owner that is renamed keeps its skills, their slugs and its publisher', async () => {
    await c.move('bigco', 'bigcorp')
    redirect('bigco/kit', 'bigcorp/kit')
    expect((await later()).counts).toMatchObject({ files: 1, vanished: 0 })
    expect(await idsBySlug()).toEqual(before)
    expect(await skills()).toMatchObject([{ slug: 'bigco--xlsx', owner: 'bigcorp', repo: 'bigcorp/kit' }])
    expect(await publishers()).toEqual([{ kind: 'github', name: 'bigcorp', handle: 'bigcorp', slug_part: 'bigco' }])
  })

  it('an owner that is renamed to and fro gets its handle back', async () => {
    for (const [from, to] of [
      ['bigco', 'bigcorp'],
      ['bigcorp', 'bigco'],
    ] as const) {
      await c.move(from, to)
      redirect(`${from}/kit`, `${to}/kit`)
      await later()
    }
    expect(await idsBySlug()).toEqual(before)
    expect(await skills()).toMatchObject([{ owner: 'bigco', repo: 'bigco/kit' }])
    expect(await publishers()).toEqual([{ kind: 'github', name: 'bigco', handle: 'bigco', slug_part: 'bigco' }])
  })

  it('a renamed owner keeps its handle if that is its new login', async () => {
    await c.db.execute(sql`update publishers set handle = 'bigcorp'`)
    await c.db.execute(sql`update skills set owner = 'bigcorp'`)
    await c.move('bigco', 'bigcorp')
    redirect('bigco/kit', 'bigcorp/kit')
    await later()
    expect(await publishers()).toMatchObject([{ name: 'bigcorp', handle: 'bigcorp' }])
  })

  it('a repository is found again by its id where its old name leads nowhere', async () => {
    await c.move('bigco/kit', 'bigco/toolkit')
    expect((await later()).counts).toMatchObject({ files: 1, vanished: 0 })
    expect(await idsBySlug()).toEqual(before)
    expect(await skills()).toMatchObject([{ repo: 'bigco/toolkit' }])
  })

  it('a repository that is given to another account becomes that publisher’s, under the same slug', async () => {
    await c.write('newco/other/README.md', 'Ours.')
    await c.move('bigco/kit', 'newco/kit')
    redirect('bigco/kit', 'newco/kit')
    await later()
    expect(await idsBySlug()).toEqual(before)
    expect(await skills()).toMatchObject([{ slug: 'bigco--xlsx', owner: 'newco', repo: 'newco/kit' }])
  })

  it('a name that somebody else has got brings them nothing of what its owner before had', async () => {
    await c.write(`bigco/kit/${SKILL}`, skillText('xlsx', 'Somebody else’s.'))
    await giveAway('bigco/kit')
    const report = await later()
    expect(report.counts).toMatchObject({ files: 1 })
    expect(await skills()).toMatchObject([{ slug: 'bigco--xlsx', owner: 'bigco', repo: null, text: 'Ours.' }])
    const { rows } = await c.db.execute(sql`select auto_approve, crawl_error from skill_sources`)
    expect(rows).toEqual([
      { auto_approve: false, crawl_error: expect.stringContaining('another account has its name') },
    ])

    await c.db.execute(sql`update skill_sources set auto_approve = true, crawl_etag = null`)
    await later()
    expect(await skills()).toMatchObject([
      { slug: 'bigco--xlsx', owner: 'bigco', text: 'Ours.' },
      { slug: 'bigco-2--xlsx', owner: 'bigco-2', repo: 'bigco/kit', text: 'Somebody else’s.' },
    ])
    const { rows: log } = await c.db.execute(
      sql`select actor, action from audit_log where action = 'source.name_taken'`,
    )
    expect(log).toEqual([{ actor: 'crawl-sources', action: 'source.name_taken' }])
  })

  it('stars of a repository of that name do not go to the skills of its owner before', async () => {
    await c.db.execute(sql`update skill_sources set crawl_interval_minutes = null`)
    await giveAway('bigco/kit')
    const owner = { id: 4_000_000_001, login: 'bigco' }
    await c.write('bigco/kit.json', JSON.stringify({ id: 4_000_000_002, owner, stargazers_count: 9000 }))
    await c.db.execute(sql`update skill_sources set name = 'before'`)
    await aSource(c.db, { url: 'https://github.com/bigco/kit', name: 'again', autoApprove: true })
    await later()
    expect(await skills()).toMatchObject([
      { slug: 'bigco--xlsx', owner: 'bigco', stars: 0 },
      { slug: 'bigco-2--xlsx', owner: 'bigco-2', stars: 9000 },
    ])
  })

  it('a source whose owner is a handle keeps its publisher when that is renamed', async () => {
    await c.write('other/tools/pdf/SKILL.md', skillText('pdf'))
    await aSource(c.db, { url: 'https://github.com/other/tools', owner: 'BigCo', interval: null, autoApprove: true })
    await c.move('bigco', 'bigcorp')
    redirect('bigco/kit', 'bigcorp/kit')
    await later()
    await c.db.execute(sql`update skill_sources set crawl_interval_minutes = 60`)
    await later()
    expect(await skills()).toMatchObject([
      { slug: 'bigco--xlsx', owner: 'bigcorp' },
      { slug: 'bigco--pdf', owner: 'bigcorp' },
    ])
  })

  it('a repository that its owner has made anew goes on as the same source', async () => {
    await c.write(`bigco/kit/${SKILL}`, skillText('xlsx', 'Anew.'))
    await c.write('bigco/kit.json', JSON.stringify({ id: 4_000_000_002 }))
    await later()
    expect(await idsBySlug()).toEqual(before)
    expect(await skills()).toMatchObject([{ slug: 'bigco--xlsx', repo: 'bigco/kit', text: 'Anew.' }])
  })
})

describe('an owner that is followed', () => {
  it('is gone, and says so, until GitHub has the account again', async () => {
    await c.write(`bigco/kit/${SKILL}`, skillText('xlsx'))
    await aSource(c.db, { url: 'https://github.com/bigco', name: 'bigco', autoApprove: true })
    await c.tick()
    const status = async () => (await c.db.execute(sql`select status from publishers`)).rows
    c.github.intercept((path) => (/^\/(users|user)\//.test(path) ? { status: 404 } : null))
    await later()
    expect(await status()).toEqual([{ status: 'gone' }])
    c.github.intercept()
    await later()
    expect(await status()).toEqual([{ status: 'active' }])
  })

  it('is followed to its new login, with its repositories', async () => {
    await c.write(`bigco/kit/${SKILL}`, skillText('xlsx'))
    await aSource(c.db, { url: 'https://github.com/bigco', name: 'bigco', autoApprove: true })
    await c.tick()
    const before = await idsBySlug()
    await c.move('bigco', 'bigcorp')
    const report = await later()
    expect(report.counts).toMatchObject({ sources_added: 0, sources_vanished: 0, vanished: 0 })
    expect(await idsBySlug()).toEqual(before)
    const { rows } = await c.db.execute(sql`select base_url from skill_sources order by 1`)
    expect(rows).toEqual([{ base_url: 'https://github.com/bigcorp' }, { base_url: 'https://github.com/bigcorp/kit' }])
  })
})
