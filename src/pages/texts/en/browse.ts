const skills = (n: number) => `${n.toLocaleString('en')} ${n === 1 ? 'skill' : 'skills'}`

export const categoriesEn = {
  title: 'Categories',
  lead: 'Every skill belongs to one category and is compared with the other skills in it.',
  seeTags: 'Skills by tag',
  seeCategories: 'Skills by category',
  tags: 'Tags',
  tagsLead: (n: number) => `The ${n.toLocaleString('en')} most common tags.`,
  category: 'Category',
  tag: 'Tag',
  board: 'Its board',
  searchIn: 'Search in it',
  feed: 'New and changed skills as a feed',
  feedOf: (name: string) => `New and changed skills: ${name}`,
  nothing: 'There are no skills here yet.',
  describes: (name: string, n: number) => `${name}: ${skills(n)} for agents.`,
}

export type CategoriesTexts = typeof categoriesEn

export const boardsEn = {
  title: (category: string | null, isPower: boolean) => {
    const of = category === null ? 'All skills' : category
    return isPower ? `${of}, by power` : `${of}, by popularity`
  },
  describes: 'A public board of agent skills. Every place can be recomputed.',
  popularityMeans: 'How much a skill is used: stars, uses in 30 days and favourites.',
  powerMeans: 'How a skill compares with its own category. 1000 is the average.',
  orders: { popularity: 'Popularity', power: 'Power' },
  order: 'Order',
  all: 'All categories',
  day: 'Day',
  show: 'Show',
  newest: 'The newest board',
  none: 'There is no board for this day. Full boards are kept for 30 days, and the first 100 places of each day for ever. Days on which nothing was counted have no board.',
  built: 'Built',
  live: 'Live, as of',
  build: 'Build',
  data: 'This board as JSON',
  prove: 'How to prove it',
  how: 'How the scores are made',
  place: 'Place',
  day1: '1 day',
  day7: '7 days',
  skill: 'Skill',
  skills: 'Skills',
  tier: 'Tier',
  unknown: 'Its place at that time is not known',
  same: 'the same place',
  gained: (n: string) => `up by ${n}`,
  lost: (n: string) => `down by ${n}`,
  distribution: 'How scores are distributed',
  distributionMeans: (n: number) => `${skills(n)} with a power score.`,
  relaxed: 'There are fewer than 10 of them, so tiers mean little.',
  byScore: 'Skills by power score',
  byTier: 'Skills by tier, each in its own category',
  inNumbers: 'The same in numbers',
}

export type BoardsTexts = typeof boardsEn
