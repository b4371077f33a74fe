import type { Relation } from '../relation.ts'
import { WIKTIONARY } from '../sources.ts'
import { words } from './words.ts'

/** Weather, houses, gardens, food, health and sports. */
export const HOME_AND_BODY: readonly Relation[] = words(
  WIKTIONARY,
  `
    weekend, holiday | de wochenende, feiertag, feiertage, urlaub, ferien | es fin de semana, festivo, vacaciones,
      feriado | fr fin de semaine, vacances, jour férié, congés | pt fim de semana, férias | it fine settimana,
      vacanze, vacanza, ferie | ko 주말, 휴일, 공휴일, 휴가 | zh 周末, 假期, 节假日, 度假, 休假 | ja 週末, 祝日, 休日, 休暇
    time, clock | de uhrzeit, zeit, uhr, zeitzone | es tiempo, hora, horas, reloj | fr heure, heures, horloge,
      temps | pt relógio | it ore, orologio | ko 시간, 시계 | zh 时间, 時間, 时钟 | ja 時刻, 時計
    weather, forecast | de wetter, wettervorhersage, wetterbericht, regen | es clima, pronóstico, tiempo, lluvia
      | fr météo, temps, pluie | pt previsão do tempo, chuva | it previsioni, pioggia | ko 날씨, 일기예보, 비가 | zh 天气,
      天氣, 气象, 下雨 | ja 天気, 天気予報, 気象
    temperature, heating | de temperatur, heizung, heizen | es temperatura, calefacción | fr chauffage
      | pt aquecimento | it riscaldamento | ko 온도, 기온, 난방 | zh 温度, 气温, 暖气, 溫度 | ja 気温, 暖房
    light, lights | de licht, lampe, lampen, beleuchtung | es luz, luces, lámpara, iluminación | fr lumière,
      lumières, éclairage | pt luzes, lâmpada | it luce, luci, illuminazione | ko 조명, 전등, 불 켜, 불 꺼 | zh 灯光, 电灯,
      开灯, 关灯, 燈光, 照明 | ja 電気, 明かり, ライト
    house, home | de haus, wohnung, zuhause, haushalt, heim | es casa, hogar, vivienda | fr maison, logement,
      domicile | pt lar, moradia | it abitazione, alloggio | ko 집안, 주택, 가정, 우리집 | zh 房子, 家里, 家居, 住宅, 房屋 | ja 家の,
      自宅, 家庭
    rent, apartment | de miete, mieten, mietwohnung, vermieter | es alquiler, alquilar, piso, apartamento,
      departamento | fr loyer, louer, appartement | pt aluguel, alugar | it affitto, affittare, appartamento
      | ko 월세, 임대, 전세, 아파트 | zh 租房, 租金, 公寓, 出租 | ja 賃貸, 家賃, アパート, マンション
    garden, plants | de garten, pflanze, pflanzen, gärtnern | es jardín, planta, plantas, jardinería | fr plante,
      plantes, jardinage | pt jardim | it giardino, pianta, piante, giardinaggio | ko 정원, 식물, 화분, 텃밭 | zh 花园, 植物,
      种植, 園藝, 园艺 | ja 園芸, 家庭菜園
    dog, cat, pet | de hund, hunde, katze, katzen, haustier | es perro, perros, gato, gatos, mascota, mascotas
      | fr chien, chiens, animal de compagnie, animaux | pt cachorro, cão, animal de estimação | it cani, gatto,
      gatti, animale domestico | ko 강아지, 고양이, 반려동물, 개를 | zh 狗狗, 猫咪, 宠物, 寵物, 小狗, 小猫 | ja ペット, 愛犬
    food, groceries | de lebensmittel, einkaufsliste, nahrung | es alimentos, supermercado, lista de la compra,
      víveres | fr épicerie, supermarché, liste de courses, alimentation | pt mercado, lista de compras
      | it supermercato, lista della spesa | ko 식료품, 장보기, 마트 | zh 食品, 超市, 买菜, 杂货 | ja 食料品, スーパー, 買い物リスト
    recipe, recipes | de rezept, rezepte, kochrezept | es receta, recetas | fr recette, recettes | pt receita,
      receitas | it ricetta, ricette | ko 레시피, 요리법, 조리법 | zh 食谱, 菜谱, 食譜 | ja レシピ, 作り方
    health, medical | de gesundheit, medizin, medizinisch | es salud, médico, médica, medicina | fr santé,
      médicale | pt saúde | it salute | ko 건강, 의료, 의학 | zh 健康, 医疗, 醫療, 医学 | ja 医療
    doctor, hospital | de arzt, ärztin, arzttermin, krankenhaus, zahnarzt | es médico, doctora, dentista
      | fr médecin, docteur, hôpital, dentiste | it dottore, ospedale | ko 의사, 병원, 치과 | zh 医生, 医院, 醫生, 看病, 牙医
      | ja 医者, 病院, 医師, 歯医者
    medicine, medication | de medikament, medikamente, arznei, tabletten, pille | es medicamento, medicamentos,
      medicación, pastillas | fr médicament, médicaments, cachets | pt remédio, remédios | it farmaco, farmaci,
      medicinale | ko 약 먹, 복약, 약물, 의약품 | zh 药物, 吃药, 药品, 藥物 | ja 服薬, 医薬品
    sick, symptoms, disease | de krank, krankheit, symptome, schmerzen | es enfermo, enfermedad, síntomas, dolor
      | fr malade, maladie, symptômes, douleur | pt doente, doença, dor | it malato, malattia, sintomi, dolore
      | ko 아파, 질병, 증상, 통증 | zh 生病, 疾病, 症状, 疼痛 | ja 病気, 痛み
    sleep, insomnia | de schlaf, schlafen, einschlafen | es sueño, dormir | fr sommeil | pt sono | it sonno,
      dormire | ko 수면, 잠을, 불면 | zh 睡眠, 睡觉, 失眠 | ja 眠れ, 寝る
    stress, anxiety | de angst, ängste, sorgen | es estrés, ansiedad, preocupación | fr anxiété, angoisse,
      inquiétude | pt estresse, ansiedade | it ansia, preoccupazione | ko 스트레스, 불안, 걱정 | zh 压力, 焦虑, 壓力, 焦慮
      | ja ストレス, 不安, 悩み
    feeling, emotion, mood | de gefühl, gefühle, stimmung, laune | es emoción, emociones, sentimiento, ánimo
      | fr humeur | pt emoção, emoções, sentimento | it emozione, emozioni, umore | ko 감정, 기분, 정서 | zh 情绪, 心情, 情緒,
      情感 | ja 感情, 気分, 気持ち
    meditation, mindfulness | de meditieren, achtsamkeit, entspannung | es meditación, meditar, relajación
      | fr méditer | pt meditação | it meditazione, meditare | ko 명상, 마음챙김 | zh 冥想, 正念 | ja 瞑想, マインドフルネス
    fitness, workout | de trainingsplan, kraftsport, sport treiben | es entrenamiento, gimnasio, ejercicio
      | fr entraînement, musculation, salle de sport | pt treino, academia, exercício | it allenamento, palestra
      | ko 운동, 헬스, 트레이닝 | zh 健身, 锻炼, 运动, 鍛鍊 | ja 運動, 筋トレ, フィットネス
    weight, diet | de gewicht, abnehmen, diät, ernährung | es peso, adelgazar, dieta, nutrición | fr poids,
      maigrir | pt emagrecer, nutrição | it dimagrire, nutrizione | ko 체중, 다이어트, 몸무게, 영양 | zh 体重, 减肥, 饮食, 营养, 體重
      | ja ダイエット, 減量, 栄養
    sports, football | de fußball, mannschaft, bundesliga | es deporte, deportes, fútbol, partido | pt esporte,
      esportes, futebol, partida | it calcio, partita | ko 스포츠, 축구, 경기 | zh 体育, 足球, 比赛, 體育 | ja スポーツ, サッカー, 試合
    bicycle, cycling | de fahrrad, radfahren | es bicicleta, ciclismo, bici | fr vélo, cyclisme | it bicicletta
      | ko 자전거, 라이딩 | zh 自行车, 骑行, 單車 | ja 自転車, サイクリング
  `,
)
