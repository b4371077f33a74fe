import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKTIONARY } from '../sources.ts'

/** Days, duties, mail and paper, as people complain of them. */
export const PLANNING: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    every morning, each morning, every day, each day, every night, every evening, every week, each week, every hour,
      once a day, once a week, on mondays, every monday, at a set time | de jeden morgen, jeden tag, täglich,
      jede woche, wöchentlich | es cada mañana, todos los días, cada día, cada semana | fr chaque matin,
      tous les matins, tous les jours, chaque jour, chaque semaine | pt todo dia, todos os dias, toda manhã,
      toda semana | it ogni mattina, ogni giorno, ogni settimana | ko 매일, 아침마다, 매주, 날마다 | zh 每天, 每日, 每周, 每週, 每早, 每天早上
      | ja 毎日, 毎朝, 毎週
      > daily, schedule, cron, recurring
    start my day, morning update, morning summary, whats on today, my day ahead, day ahead, what do i have today
      | de tagesüberblick, was steht heute an | es qué tengo hoy | fr programme du jour | pt o que tenho hoje
      | it cosa ho oggi | ko 아침 브리핑, 오늘 일정 | zh 今日安排, 早报, 晨间 | ja 朝のまとめ, 今日の予定
      > morning briefing, daily briefing, brief
    end of the day, wrap up my day, look back on, review my week, how my week went | de tagesrückblick, wochenrückblick
      | es repaso semanal, balance del día | fr bilan de la semaine, bilan du jour | ko 하루 마무리, 주간 회고 | zh 复盘, 周报, 一周总结
      | ja 一日の振り返り, 週の振り返り
      > daily review, weekly review, retrospective, reflection
    overwhelmed, too much to do, too many things, cant keep up, swamped, drowning in work, whats most important,
      what first | de überfordert, zu viel zu tun | es agobiado, demasiadas cosas | fr débordé, submergé
      | pt sobrecarregado | it sommerso | ko 할 일이 너무 많, 벅차 | zh 忙不过来, 事情太多 | ja やることが多すぎ, 手一杯
      > prioritization, task management, productivity
    procrastinate, putting things off, keep putting off, cant get started | de aufschieben, prokrastination
      | es procrastinar, posponer | fr procrastiner, procrastination | it procrastinare | ko 미루기, 미루는 | zh 拖延
      | ja 先延ばし, 後回し
      > focus, productivity, accountability, adhd
    get distracted, easily distracted, cant concentrate, cant focus, stay focused, stay on task | de ablenkung,
      konzentrieren | es concentrarme, me distraigo | fr me concentrer, distrait | pt concentrar | it concentrarmi
      | ko 집중이 안, 산만 | zh 分心, 集中精力 | ja 集中できない, 気が散る
      > focus, pomodoro, adhd
    stick to, keep it up, stay motivated, new years resolution, hold me accountable, keep me accountable
      | de dranbleiben, vorsätze | es mantener la motivación, propósitos | fr tenir mes résolutions | ko 작심삼일, 꾸준히
      | zh 坚持 | ja 続けたい, 三日坊主
      > habit, streak, accountability, goals
    free time slot, when am i free, find a time, suits everyone, double booked, set up a meeting, schedule a call
      | de freier termin, wann habe ich zeit | es cuándo estoy libre, hueco libre | fr quand suis-je libre, créneau
      | pt horário livre | it quando sono libero | ko 비는 시간, 언제 시간 | zh 空闲时间, 约时间 | ja 空き時間, 日程調整
      > calendar, availability, scheduling
    running late, due date, deadlines, whats due, overdue | de frist, fristen, fällig | es fecha límite, plazo
      | fr échéance, date limite | pt prazo, prazos | it scadenza, scadenze | ko 마감, 기한 | zh 截止日期, 到期, 逾期 | ja 締め切り, 期限
      > deadline, reminder, tasks
    too many emails, full inbox, unread mail, unread emails, drowning in email, clean my inbox, empty inbox,
      sort my mail, important emails | de zu viele mails, postfach aufräumen, volles postfach | es demasiados correos,
      correos sin leer | fr trop de mails, boîte pleine | pt muitos emails, caixa de entrada | it troppe email, posta
      | ko 메일이 너무, 안 읽은 메일 | zh 邮件太多, 未读邮件 | ja メールが多すぎ, 未読メール
      > inbox, inbox zero, email triage, email management
    havent answered, never answered, did not reply, no reply, chase up, nudge, get back to, waiting for an answer
      | de nachfassen, keine antwort | es sin respuesta | fr relancer, relance, sans réponse | ko 답이 없, 답장이 없 | zh 没回复
      | ja 返事がない, 催促
      > follow up, followup, reply
    write down, jot down, quick thought, capture a thought, brain dump, note to self, keep my thoughts
      | de aufschreiben, festhalten | es apuntar, anotar | fr noter une idée | it annotare, appunti | ko 적어두, 끄적
      | zh 记下来, 随手记 | ja 書き留める, 走り書き
      > notes, capture, memo
    where did i write, find my notes, everything i know, my own notes, what i read before, organise what i know
      | ko 내 노트에서 | zh 我的笔记 | ja 自分のメモ
      > knowledge base, notes, second brain, obsidian
    what was said, who said what, what we decided, what was decided, action points, write up the meeting,
      sum up the meeting | de was beschlossen wurde | es qué se dijo | fr ce qui a été dit | ko 회의 내용 | zh 会议内容, 会议总结
      | ja 会議の内容
      > meeting notes, transcript, action items, summary
    prepare for a meeting, who am i meeting, before a meeting, before the call, know about the person | ko 미팅 준비, 회의 준비
      | zh 会前准备 | ja 会議の準備
      > meeting prep, briefing, calendar
    too much paper, paperwork, stack of papers, scanned letters, file my papers, sort my documents, paper pile
      | de papierkram, papierstapel | es papeleo | fr paperasse | pt papelada | it scartoffie | ko 서류 더미, 서류 정리
      | zh 纸质文件, 文件太多 | ja 書類の山, 書類整理
      > document management, paperless, scan, ocr
    messy folder, messy desktop, messy downloads, downloads folder, find a file, lost a file, where is the file,
      chaos on my computer | de dateichaos, datei finden | es ordenar archivos | fr ranger mes fichiers | ko 파일 정리,
      바탕화면 정리 | zh 整理文件, 找文件 | ja ファイル整理
      > file organizer, organize, file search
    fill in a form, fill out a form, fill in forms, fill out forms | de formular ausfüllen | es rellenar un formulario,
      rellenar formularios | fr remplir un formulaire | pt preencher formulário | it compilare un modulo | ko 양식 작성,
      서류 작성 | zh 填表 | ja フォーム入力, 記入
      > form filling, forms, pdf
    sign a document, sign a pdf, sign papers, get it signed, signed by | de unterschreiben, unterschrift | es firmar,
      firma | fr signer un document | pt assinar, assinatura | it firmare | ko 서명 | zh 签名, 签字, 簽名 | ja 署名, サイン
      > signature, esign, docusign
  `,
  ),
  ...relations(
    WIKTIONARY,
    `
    birthdays, peoples birthdays, friends birthdays, people i know, keep in touch, stay in touch, lost touch
      | de in kontakt bleiben | es mantener el contacto | fr garder le contact | ko 지인, 안부 | zh 人脉, 保持联系 | ja 連絡を取り合う,
      人脈
      > contacts, personal crm, relationships
    summed up, in short, boil down, gist, the short version, key points, main points, in a nutshell, too long to read
      | de kurzfassung, kernaussagen, auf den punkt | es en pocas palabras, puntos clave | fr en bref, points clés,
      l'essentiel | pt resumo, resumir, pontos principais | it riassunto, riassumere, riassumi | ko 핵심만, 한눈에 | zh 概括,
      要点, 太长不看 | ja 手短に
      > summary, digest
  `,
  ),
]
