import type { z } from 'zod'
import type { Facets as FacetsSchema } from '../../routes/catalogue/search/facets.ts'
import type { FoundSkillItem, FoundSkillList } from '../../routes/catalogue/skill-schema.ts'
import type { Item } from '../parts/skill-list.tsx'

export type Found = z.output<typeof FoundSkillItem>
export type Facets = z.output<typeof FacetsSchema>
/** With words it says what was understood; without, it is a plain list. */
export type List = Omit<z.output<typeof FoundSkillList>, 'items' | 'search'> & {
  items: (Item | Found)[]
  search?: z.output<typeof FoundSkillList>['search']
}
