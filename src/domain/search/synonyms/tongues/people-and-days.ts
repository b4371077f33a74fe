import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Families, friends, meetings, duties and times. */
export const PEOPLE_AND_DAYS: readonly Relation[] = words(
  WIKTIONARY,
  `
    baby, newborn | de säugling, babys | es bebé, bebés | fr nourrisson | it neonato, bimbo | ko 아기, 신생아, 육아
      | zh 婴儿, 宝宝, 嬰兒, 育儿 | ja 赤ちゃん, 育児, 乳児
    family, parents | de familie, eltern | es familia, familiar, padres | fr famille, familial | pt pais
      | it famiglia, genitori | ko 가족, 가정, 부모 | zh 家庭, 家人, 父母, 家长 | ja 家族, 両親
    friend, friends | de freund, freunde, freundin | es amigo, amigos, amiga | fr ami, amis, amie | it amico,
      amici, amica | ko 친구, 지인 | zh 朋友, 好友 | ja 友達, 友人
    birthday, anniversary | de geburtstag, geburtstage, jubiläum, jahrestag | es cumpleaños, aniversario
      | fr anniversaire, anniversaires | pt aniversários | it compleanno, compleanni, anniversario | ko 생일, 기념일
      | zh 生日, 纪念日, 紀念日 | ja 誕生日, 記念日
    gift, present | de geschenk, geschenke, geschenkidee | es regalo, regalos | fr cadeau, cadeaux | pt presente,
      presentes | it regali | ko 선물 | zh 礼物, 禮物, 送礼 | ja 贈り物, プレゼント, ギフト
    wedding, marriage | de hochzeit, heirat, trauung | es boda, bodas, matrimonio | fr mariage, noces
      | pt casamento | it nozze | ko 결혼, 결혼식 | zh 婚礼, 结婚, 婚禮 | ja 結婚, 結婚式
    relationship, dating | de beziehung, beziehungen, partnerschaft, liebe | es relación, relaciones, pareja,
      amor, citas | fr amour, rencontre | pt relacionamento, namoro | it relazione, relazioni, coppia, amore
      | ko 연애, 관계, 데이트, 사랑 | zh 恋爱, 关系, 感情, 约会, 戀愛 | ja 恋愛, 関係, デート, 恋人
    party, event | de feier, fest, veranstaltung, veranstaltungen | es fiesta, fiestas, evento, eventos | fr fête,
      fêtes, événement, événements | pt festa, festas | it feste, eventi | ko 파티, 행사, 이벤트, 잔치 | zh 聚会, 派对, 活动, 活動
      | ja パーティー, 行事, イベント, 催し
    concert, tickets | de konzert, konzerte, eintrittskarten, karten | es concierto, conciertos, entradas, boletos
      | fr concerts, billets, spectacle | pt concerto, ingressos, ingresso | it concerti, biglietti | ko 콘서트, 공연,
      티켓 | zh 演唱会, 音乐会, 门票, 演出 | ja コンサート, ライブ, チケット, 公演
    calendar, appointment | de kalender, termin, termine | es calendario, cita, citas | fr calendrier, rendez-vous
      | pt compromisso | it appuntamento, appuntamenti | ko 캘린더, 달력, 일정, 약속 | zh 日历, 日曆, 日程, 约会 | ja カレンダー, 予定表
    meeting, meetings | de besprechung, besprechungen, sitzung, treffen | es reunión, reuniones | fr réunions
      | pt reunião, reuniões | it riunione, riunioni | ko 회의, 미팅 | zh 会议, 會議, 开会 | ja 会議, ミーティング, 打ち合わせ
    minutes, meeting notes | de protokoll, protokolle, sitzungsprotokoll | es acta, actas, minuta
      | fr procès-verbal, compte-rendu | pt atas | it verbale, verbali | ko 회의록 | zh 会议纪要, 会议记录, 會議記錄 | ja 議事録
    task, todo | de aufgabe, aufgaben, aufgabenliste | es tarea, tareas, pendientes | fr tâche, tâches, à faire
      | pt tarefa, tarefas, afazeres | it compito, compiti, attività | ko 할 일, 작업, 과제, 할일 | zh 任务, 任務, 待办, 待辦
      | ja 仕事, タスク, やること, 課題
    project, projects | de projekt, projekte, vorhaben | es proyecto, proyectos | fr projet, projets | pt projeto,
      projetos | it progetto, progetti | ko 프로젝트, 과제 | zh 项目, 專案, 项目管理 | ja プロジェクト, 案件
    goal, goals | de ziel, ziele, zielsetzung | es objetivo, objetivos, metas | fr objectif, objectifs, buts
      | it obiettivo, obiettivi | ko 목표 | zh 目标, 目標 | ja ゴール
    habit, routine | de gewohnheit, gewohnheiten | es hábito, hábitos, rutina, rutinas | fr habitude, habitudes
      | pt rotina | it abitudine, abitudini | ko 습관, 루틴 | zh 习惯, 習慣 | ja ルーティン
    daily, today | de täglich, tägliche, täglicher, heute, alltag | es diario, diaria, hoy, diariamente
      | fr quotidien, quotidienne, aujourd'hui, journalier | pt hoje | it giornaliero, quotidiano, oggi | ko 매일,
      오늘, 일일, 하루 | zh 每天, 每日, 今天, 日常 | ja 毎日, 今日, 日々, 日次
    weekly, week | de woche, wochen, wöchentlich, wöchentliche | es semana, semanas, semanal | fr semaine,
      semaines, hebdomadaire | it settimana, settimane, settimanale | ko 매주, 주간, 일주일 | zh 每周, 一周, 本周, 每週 | ja 毎週,
      週間, 今週
    monthly, month | de monat, monate, monatlich, monatliche | es mes, meses, mensual | fr mois, mensuel,
      mensuelle | pt mensal | it mese, mesi, mensile | ko 매월, 매달, 월간, 한달 | zh 每月, 月度, 本月, 一个月 | ja 毎月, 月間, 今月, 月次
    year, annual | de jahr, jahre, jährlich | es año, años, anual | fr année, années, annuel | it anno, anni,
      annuale | ko 연간, 매년, 올해 | zh 年度, 每年, 今年 | ja 年間, 毎年, 年次
    morning, breakfast | de morgens, frühstück, vormittag | es mañana, mañanas, desayuno | fr matin, matinée,
      petit-déjeuner | pt manhã, café da manhã | it mattina, mattino, colazione | ko 아침, 오전 | zh 早上, 早晨, 早餐, 上午
      | ja 午前, 朝食
    evening, dinner | de abend, abends, abendessen | es cena, cenas, tarde, noche | fr soir, soirée, dîner
      | pt jantar, noite | it serata | ko 저녁, 밤에 | zh 晚上, 晚餐, 晚饭 | ja 夕方, 夕食, 晩ご飯
    lunch, menu | de mittagessen, mittag, speisekarte | es almuerzo, carta | fr déjeuner, carte | pt almoço,
      cardápio | it pranzo | ko 점심, 메뉴 | zh 午餐, 午饭, 菜单 | ja 昼食, ランチ, メニュー
  `,
)
