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
    blood pressure, hypertension | de blutdruck, bluthochdruck | es presión arterial, hipertensión
      | fr tension artérielle | ko 혈압, 고혈압 | zh 血压, 高血压, 血壓 | ja 血圧, 高血圧
    cholesterol, lab results, blood test, bloodwork | de blutwerte, blutbild | es análisis de sangre, colesterol
      | fr analyse de sang, prise de sang | ko 혈액 검사, 건강 검진 | zh 验血, 体检, 化验 | ja 血液検査, 健康診断
    menstrual cycle, menstruation, period tracker, fertility | de zyklus, regelblutung | es menstruación, ciclo menstrual
      | fr règles, cycle menstruel | ko 생리, 월경 | zh 月经, 经期, 生理期 | ja 生理周期, 月経
    pregnancy, pregnant, prenatal | de schwangerschaft, schwanger | es embarazo, embarazada | fr grossesse, enceinte
      | ko 임신, 산모 | zh 怀孕, 懷孕, 孕期 | ja 妊娠, 妊婦
    symptom, illness, disease, sick | de symptome, krankheit | es síntoma, enfermedad | fr maladie
      | ko 증상, 질병 | zh 症状, 疾病, 生病 | ja 病気
    back pain, physiotherapy, physical therapy, posture, rehab | de rückenschmerzen, haltung
      | es dolor de espalda, fisioterapia, postura | fr mal de dos, kinésithérapie | ko 허리 통증, 물리치료, 자세
      | zh 腰痛, 理疗, 坐姿 | ja 姿勢, リハビリ
    stress, anxiety, burnout, panic | de angst, stressabbau | es estrés, ansiedad | fr anxiété | ko 스트레스, 불안
      | zh 压力, 焦虑, 壓力 | ja ストレス, 不安
    mood, emotion, feelings, mood tracker | de stimmung, gefühle | es estado de ánimo, emociones | fr humeur, émotions
      | ko 기분, 감정 | zh 情绪, 心情, 情緒 | ja 気分, 感情
    supplement, vitamin, nutrient | de nahrungsergänzung, vitamine | es suplemento, vitaminas
      | fr complément alimentaire, vitamines | ko 영양제, 비타민 | zh 保健品, 维生素 | ja サプリ, ビタミン
    hydration, water intake, drink water | de wasser trinken | es hidratación, beber agua | fr boire de l'eau
      | ko 물 마시기, 수분 섭취 | zh 喝水, 饮水 | ja 水分補給
    fasting, intermittent fasting | de fasten, intervallfasten | es ayuno, ayuno intermitente | fr jeûne | ko 단식
      | zh 断食, 禁食
    dentist, dental, teeth | de zahnarzt, zähne | es dentista, dientes | fr dentiste, dents | ko 치과, 치아 | zh 牙医, 牙齿
      | ja 歯医者, 歯科
    elderly care, caregiver, senior care | de altenpflege, pflege | es cuidado de mayores, cuidador
      | fr aide aux personnes âgées | ko 노인 돌봄, 간병 | zh 养老, 护理, 老人照护 | ja 介護
    emergency, first aid, ambulance | de notfall, erste hilfe | es emergencia, primeros auxilios
      | fr urgence, premiers secours | ko 응급, 응급 처치 | zh 急救, 紧急 | ja 緊急, 応急処置
    quit smoking, smoking cessation, stop smoking | de rauchen aufhören, rauchfrei | es dejar de fumar
      | fr arrêter de fumer | ko 금연 | zh 戒烟, 戒菸 | ja 禁煙
  `,
  ),
]
