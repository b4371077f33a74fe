/** Whether the newest version of a skill is yanked, by an expression for its id. Then the text that the skill has is not given out. */
export const newestIsYanked = (skillId: string): string =>
  `(select v.yanked_at from skill_versions v where v.skill_id = ${skillId} order by v.nth desc limit 1) is not null`
