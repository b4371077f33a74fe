import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKIPEDIA } from '../sources.ts'

/** What hurts, what tires, what one wants to be: fitter, calmer, slimmer. */
export const BODY: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    cant sleep, cannot sleep, sleepless, awake at night, lie awake, sleep badly, sleep better, slept, how i slept,
      bad nights, tired all day, always tired | de schlaflos, schlecht schlafen, kann nicht schlafen, müde
      | es no puedo dormir, duermo mal, cansado | fr mal dormir, n'arrive pas à dormir, fatigué
      | pt não consigo dormir, dormir | it non riesco a dormire, dormire, sonno, stanco | ko 잠이 안, 잠을 못, 피곤, 못 자
      | zh 睡不着, 睡不好, 熬夜, 疲劳 | ja 眠れない, 寝不足, 疲れ
      > sleep, insomnia, sleep tracking
    get fit, get in shape, out of shape, get stronger, build muscle, gain muscle, home workout, train for
      | de fit werden, muskeln aufbauen, muskelaufbau | es ponerme en forma, ganar músculo | fr me remettre en forme,
      prendre du muscle | pt ficar em forma, malhar, academia | it rimettermi in forma, palestra, allenamento
      | ko 몸 만들, 근육, 체력 | zh 练肌肉, 增肌, 撸铁 | ja 体を鍛え, 筋肉
      > fitness, workout, training plan, exercise
    how many steps, my steps, step count, smart watch, my watch, activity data | de schritte zählen, schrittzähler
      | es pasos diarios, reloj inteligente | fr nombre de pas, montre connectée | ko 걸음 수, 걸음수 | zh 步数, 手表, 手环
      | ja 歩数, スマートウォッチ
      > fitness tracker, health data, wearable, activity
    what i eat, what i ate, count calories, healthy eating, eat healthier, eat better, overweight, get thinner
      | de gesund essen, was ich esse, kalorien zählen | es comer sano, contar calorías | fr manger sain,
      compter les calories | pt comer melhor, emagrecer, calorias | it mangiare sano, dimagrire, calorie | ko 살 빼, 살빼,
      뭘 먹었 | zh 减脂, 吃得健康, 记录饮食 | ja 痩せたい, 食べたもの, 太った
      > nutrition, calories, diet, weight
    feel down, feel sad, feeling low, depressed, lonely, loneliness, someone to talk to, cheer me up, burned out,
      stressed out | de traurig, einsam, niedergeschlagen, ausgebrannt | es triste, deprimido, agotado | fr seul,
      déprimé | pt sozinho | it depresso, giù di morale | ko 우울, 외로, 힘들어, 번아웃 | zh 难过, 孤独, 抑郁, 心累 | ja 落ち込, 寂しい, うつ
      > mental health, emotional support, therapy, companion
    calm down, relax, nervous, worried, panic attack, wind down, unwind, breathe | de beruhigen, entspannen, nervös
      | es relajarme, calmarme, nervioso | fr me détendre, me calmer, stressé | pt relaxar, ansioso | it rilassarmi
      | ko 진정, 긴장, 마음이 불안 | zh 放松, 紧张, 冷静下来 | ja リラックス, 落ち着, 緊張
      > meditation, mindfulness, breathing, anxiety
    what hurts, headache, migraine, stomach ache, im sick, feel sick, feeling ill, fever, cough, see a doctor,
      whats wrong with me | de kopfschmerzen, bauchschmerzen, krank, fieber, husten | es dolor de cabeza, fiebre,
      me duele, enfermo | fr mal de tête, fièvre, malade | pt dor de cabeça, febre, doente | it mal di testa, febbre,
      malato | ko 두통, 아파, 감기, 열이 나 | zh 头痛, 头疼, 发烧, 感冒, 不舒服 | ja 頭痛, 発熱, 風邪, 体調が悪い
      > symptom, medical, health, doctor
    take my pills, take my medicine, take my tablets, my tablets, did i take | de tabletten, medikamente nehmen
      | es pastillas, tomar la medicación | fr prendre mes médicaments, comprimés | pt remédio, remédios | it medicine,
      pillole | ko 약 먹, 약 복용 | zh 吃药提醒, 按时吃药 | ja 薬を飲む, 飲み忘れ
      > medication, reminder, pill
    test results from the doctor, blood results, what my results mean, doctors letter, medical records | de arztbrief,
      befund, laborwerte | es resultados médicos, informe médico | fr résultats médicaux, compte rendu médical
      | ko 검사 결과, 진단서 | zh 化验单, 体检报告, 病历 | ja 検査結果, 診断書
      > lab results, medical records, health
    sit all day, sitting too long, stand up more, hurts from sitting, sore back, stiff neck, take breaks
      | de zu viel sitzen, nackenschmerzen | es estar sentado, dolor de cuello | fr assis toute la journée | ko 앉아,
      목이 아, 거북목 | zh 久坐, 颈椎 | ja 座りっぱなし, 肩こり
      > posture, stretching, break reminder
    drink less, stop drinking, drink too much, sober, quit drinking | de weniger trinken | es dejar de beber,
      beber menos | fr arrêter de boire | ko 금주, 술을 끊 | zh 戒酒 | ja 禁酒, お酒をやめ
      > sobriety, alcohol, habit
    run faster, run a marathon, go for a run, first race, go jogging, my runs, bike ride, go cycling, triathlon
      | de schneller laufen, radfahren, fahrrad | es salir a correr, bicicleta | fr courir plus vite, vélo | pt correr,
      corrida | it correre, corsa, bicicletta | ko 마라톤 준비, 자전거 | zh 骑车, 骑行, 跑马 | ja 自転車, サイクリング
      > running, training plan, strava, workout
  `,
  ),
  ...relations(
    WIKIPEDIA,
    `
    expecting a baby, having a baby, trying for a baby, my period | de periode, kinderwunsch | es mi regla, periodo
      | fr mes règles, bébé | pt menstruação, gravidez | it ciclo mestruale, gravidanza, neonato | ko 생리 주기, 아기 준비
      | zh 备孕, 大姨妈 | ja 妊活, 生理
      > pregnancy, cycle, fertility
    hard of hearing, deaf, screen reader, cant see well, dyslexia, wheelchair | de gehörlos, sehbehindert, rollstuhl
      | es ciego, sordo, silla de ruedas | fr aveugle, sourd, malvoyant | pt cego, surdo | it cieco | ko 시각장애, 청각장애,
      휠체어 | zh 盲人, 视障, 听障 | ja 視覚障害, 聴覚障害, 車椅子
      > accessibility, screen reader, wcag
    grow old, elderly parents, my grandmother, old people | de senioren, großeltern | es personas mayores, abuelos
      | fr personnes âgées, grands-parents | ko 어르신, 부모님, 노인 | zh 老人, 老年人 | ja 高齢者, お年寄り
      > elderly care, caregiver
  `,
  ),
]
