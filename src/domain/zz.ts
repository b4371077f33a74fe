import { readFileSync, globSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { parseSkillMd } from './skill-md.ts'
import { chooseCategory } from './category.ts'
import { assessLicense } from './license.ts'
import { skillSlug } from './slug.ts'
const root='/work/shared/corpus/'+process.argv[2]
const tally: Record<string, number> = {}; const rules: Record<string, number> = {}
for (const f of globSync(root+'/**/[sS][kK][iI][lL][lL].md').sort()) {
  const b=readFileSync(f); const t=performance.now(); const r=parseSkillMd(b,{folder:basename(dirname(f))}); const ms=performance.now()-t
  const k=r.status+(r.valid?'+valid':''); tally[k]=(tally[k]??0)+1
  for (const x of new Set(r.findings.map(x=>x.rule))) rules[x]=(rules[x]??0)+1
  const s=r.skill
  if (process.argv[3]==='cat') console.log(chooseCategory({rawCategory:s!.category,...s!}).padEnd(15), s!.name.padEnd(30).slice(0,30), s!.description.slice(0,110).replace(/\n/g,' '))
  else if (process.argv[3]==='lic') console.log(JSON.stringify(s!.license), JSON.stringify(assessLicense({frontmatter:s!.license,repository:null})))
  else console.log(basename(dirname(f)).slice(0,30).padEnd(30), k.padEnd(14), s?.name.slice(0,28).padEnd(28), (s?.description??'-').slice(0,60).replace(/\n/g,' '), s?.tags.length?s.tags.slice(0,4):'', s?.version??'', s?.allowedTools?.slice(0,30)??'', '\n      ', r.findings.map(x=>x.line+':'+x.rule+(x.rule==='frontmatter.yaml'?' '+x.message:x.rule==='frontmatter.unknown-key'?x.message.split('`')[1]:'')).join(' '), ms>20?ms.toFixed(0)+'ms':'')
}
console.log(tally, rules)
