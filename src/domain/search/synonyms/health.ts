import { groups, type SynonymGroup } from './group.ts'
import { WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** Body, mind, sport and medicine. */
export const HEALTH: readonly SynonymGroup[] = [
  ...groups(
    WIKTIONARY,
    `
    health, wellness, wellbeing, well being | de gesundheit, wohlbefinden | es salud, bienestar | fr santé, bien-être
      | ko 건강, 웰빙 | zh 健康, 养生 | ja ヘルスケア
    fitness, workout, exercise, gym, strength training | de trainingsplan, krafttraining
      | es ejercicio, entrenamiento, gimnasio | fr entraînement, exercice, musculation | ko 운동, 헬스, 피트니스
      | zh 健身, 锻炼, 鍛鍊, 运动 | ja 筋トレ, 運動, フィットネス, トレーニング
    sport, sports | de sportarten | es deporte, deportes | fr sportif | ko 스포츠 | zh 体育, 體育, 运动, 運動
      | ja スポーツ
    habit, habit tracker, streak, daily routine | de gewohnheit, gewohnheiten, routine | es hábito, hábitos, rutina
      | fr habitude, habitudes | ko 습관, 루틴 | zh 习惯, 習慣, 打卡 | ja 習慣化
    doctor, physician, clinic, medical | de arzt, ärzte, arzttermin, medizinisch | es médico, médicos
      | fr médecin, médecins | ko 의사, 병원, 의료 | zh 医生, 醫生, 医院, 醫療, 医疗 | ja 医者, 病院, 医療
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    sleep, insomnia, bedtime | de schlaf, schlafen, schlaflosigkeit | es sueño, dormir, insomnio
      | fr sommeil, insomnie | ko 수면, 불면증 | zh 睡眠, 失眠, 睡觉 | ja 不眠
    nutrition, diet, calorie, food log | de ernährung, kalorien, diät | es nutrición, dieta, calorías
      | fr régime, nutritionnel | ko 영양, 다이어트, 칼로리, 식단 | zh 营养, 營養, 饮食, 飲食, 卡路里, 热量
      | ja 栄養, 食事, カロリー, ダイエット
    weight loss, lose weight, slimming, body weight | de abnehmen, gewicht | es perder peso, adelgazar, peso
      | fr perdre du poids, maigrir, poids | ko 체중, 감량, 살빼기 | zh 减肥, 減肥, 体重, 體重 | ja 減量, 痩せる
    heart rate, pulse, hrv, heart rate variability | de herzfrequenz, puls | es frecuencia cardíaca, pulso
      | fr fréquence cardiaque, pouls | ko 심박수, 맥박 | zh 心率, 心跳 | ja 心拍, 心拍数
    blood sugar, blood glucose, diabetes, cgm | de blutzucker | es glucosa, azúcar en sangre | fr glycémie, diabète
      | ko 혈당, 당뇨 | zh 血糖, 糖尿病 | ja 血糖値
    medication, medicine, pill, prescription drug | de medikament, medikamente, arznei
      | es medicamento, medicamentos, medicina | fr médicament, médicaments | ko 복약, 의약품 | zh 藥物, 药物, 吃药
      | ja 服薬, 医薬品
    mental health, psychotherapy, therapy, counseling | de psychische gesundheit, psychotherapie
      | es salud mental, terapia, psicoterapia | fr santé mentale, thérapie | ko 정신 건강, 심리 상담, 상담
      | zh 心理健康, 心理咨询, 心理諮商 | ja メンタルヘルス, カウンセリング, 心の健康
    meditation, mindfulness, breathing exercise | de achtsamkeit, meditieren, atemübung
      | es meditación, meditar, atención plena | fr méditer, pleine conscience | ko 명상, 마음챙김, 호흡
      | zh 冥想, 正念 | ja 瞑想, マインドフルネス
    adhd, attention deficit hyperactivity disorder | de adhs | es tdah | ko 주의력결핍, 주의력 결핍
      | zh 多动症, 注意力缺陷, 過動症 | ja 注意欠如
    quit smoking, smoking cessation, stop smoking | de rauchen aufhören, rauchfrei | es dejar de fumar
      | fr arrêter de fumer | ko 금연 | zh 戒烟, 戒菸 | ja 禁煙
  `,
  ),
]
