import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKIPEDIA } from '../sources.ts'

/** What people tell of an assistant: that it forgets, stops halfway, costs too much or does as it likes. */
export const AGENTS: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    forgets, keeps forgetting, forgets everything, amnesia | de vergisst | es se olvida, olvida | fr oublie
      | pt esquece | it dimentica | ko 잊어버, 까먹, 기억 못 | zh 忘记, 忘記, 失忆, 记不住 | ja 忘れる, 忘れて, 覚えていない
      > memory, persistent memory, recall
    past conversations, earlier conversations, last session, previous session, across sessions, between sessions
      | de frühere gespräche | es conversaciones anteriores | fr conversations précédentes | ko 지난 대화, 이전 대화
      | zh 之前的对话, 上次聊 | ja 以前の会話, 前回の会話
      > memory, session, persistent memory
    remember to, help me remember, dont let me forget, dont forget, remind me | de erinnere mich | es recuérdame,
      que no se me olvide | fr rappelle-moi | pt me lembre, lembrar | it ricordami | ko 잊지 않게, 까먹지 않게 | zh 提醒我, 别让我忘
      | ja 忘れないように
      > reminder
    died halfway, stopped halfway, halfway through, pick up where, left off, survives a restart, survive restarts
      | de mittendrin | es a medias | fr en plein milieu | ko 중간에 멈, 중간에 죽 | zh 中途, 断点续 | ja 途中で止まる
      > durable execution, resume, checkpoint
    gets stuck, keeps stopping, gives up, keep going until, does not finish, dont stop until | ko 끝까지, 자꾸 멈 | zh 卡住
      | ja 止まらずに
      > loop, autonomous, persistence
    makes things up, made up facts, invents facts, invented sources, lies to me | de erfindet | es se inventa
      | fr invente | ko 지어내, 거짓말 | zh 胡编, 瞎编, 编造 | ja 嘘をつく, でっち上げ
      > hallucination, fact check, verification, grounded
    think harder, think deeper, thinks it through | ko 단계별로, 차근차근 | zh 一步一步, 深入思考 | ja 段階的に
      > reasoning, chain of thought, sequential thinking
    second opinion, another model, other models, several models, more than one model | de zweite meinung
      | es segunda opinión | fr deuxième avis, second avis | ko 다른 모델 | zh 多个模型 | ja セカンドオピニオン
      > multi model, council, review, critique
    devils advocate, poke holes, challenge my idea, challenge my plan, argue against, find flaws | de advocatus diaboli
      | es abogado del diablo | fr avocat du diable | ko 반박 | zh 挑刺, 唱反调 | ja 反論
      > critique, critical thinking, assumptions, red team
    learns from mistakes, same mistake, get better over time, improves itself, learn from its errors
      | de aus fehlern lernen | es aprender de los errores | fr apprendre de ses erreurs | ko 같은 실수, 스스로 개선 | zh 吸取教训,
      自我改进, 自我进化 | ja 同じミス, 自己改善
      > self improvement, learnings, corrections, reflection
    too many tokens, burning tokens, burns through tokens, token bill, api bill, costs too much to run,
      run out of tokens | ko 토큰 비용 | zh 省钱, 费token | ja トークン代
      > token usage, cost tracking, token optimization
    which model, best model, cheapest model, choose a model, pick a model, right model | ko 어떤 모델 | zh 选模型, 哪个模型
      | ja どのモデル
      > model selection, model routing, router
    context full, too long for context, conversation gets long, context too long, loses the thread
      > context window, compaction, compression
    work in parallel, split the work, divide the work, several agents, many agents, agents work together,
      team of agents | de mehrere agenten | es varios agentes | fr plusieurs agents | ko 여러 에이전트 | zh 多个智能体
      | ja 複数のエージェント
      > multi agent, orchestration, subagents, swarm
    agents talk, talk to other agents, agents meet, bots talk, other bots | ko 에이전트끼리 | zh 智能体之间 | ja エージェント同士
      > agent to agent, a2a, moltbook, agent social network
    while i sleep, while im away, when im away, on its own, by itself, without asking me | de über nacht, im schlaf
      | es mientras duermo, por la noche | fr pendant la nuit, tout seul | pt enquanto durmo | it mentre dormo
      | ko 자는 동안, 알아서 | zh 睡觉时, 自动运行 | ja 寝ている間, 勝手に
      > autonomous, background, scheduled
    goes rogue, out of control, ask me first, ask before, ask permission, needs my approval, sign off | de um erlaubnis
      | es pedir permiso | fr demander la permission | ko 허락, 승인 | zh 先问我, 审批, 批准 | ja 許可, 承認
      > approval, guardrails, permission, human in the loop
    write a skill, own skill, new skill, make a skill, build a skill, teach my agent, teach it a new | ko 스킬 만들
      | zh 创建技能, 写技能 | ja スキル作成
      > skill creator, skill development, authoring
    find a skill, more skills, which skill, install skills, skill store | ko 스킬 찾 | zh 找技能, 技能市场 | ja スキルを探す
      > skill discovery, skill search, clawhub, registry
    safe skill, is this skill safe, malicious skill, dangerous skill, trust a skill | ko 스킬 안전 | zh 技能安全
      > skill scanner, skill security, vetting, audit
    personality, own character, talks like, act like, behave like | de persönlichkeit | es personalidad
      | fr personnalité | pt personalidade | it personalità | ko 성격, 말투 | zh 性格, 人格, 语气 | ja 口調
      > persona, identity, soul
  `,
  ),
  ...relations(
    WIKIPEDIA,
    `
    jailbreak, tricked by a website, hidden instructions, malicious instructions, hijacked,
      ignore previous instructions | ko 탈옥 | zh 越狱, 提示注入 | ja 脱獄
      > prompt injection, guardrails, injection
    spec first, requirements first, plan first, plan before coding, think before coding | ko 먼저 계획 | zh 先写需求, 先规划
      > spec driven, specification, planning, brainstorming
  `,
  ),
]
