import { groups, type SynonymGroup } from './group.ts'
import { CAMBRIDGE, WIKIPEDIA, WIKTIONARY } from './sources.ts'

/** Weather, food, home, family and errands. */
export const DAILY_LIFE: readonly SynonymGroup[] = [
  // British and American words for the same thing.
  ...groups(
    CAMBRIDGE,
    `
    flat, apartment | de wohnung, wohnungen | es piso, apartamento, departamento | fr appartement, appartements
      | ko 아파트, 원룸 | zh 公寓, 房子 | ja マンション, アパート, 部屋
    rubbish, garbage, trash, waste collection, bin day | de müll, abfall, müllabfuhr | es basura, recogida de basura
      | fr poubelle, ordures, déchets | ko 쓰레기, 분리수거 | zh 垃圾 | ja ゴミ, ごみ収集
    vacuum cleaner, robot vacuum, hoover | de staubsauger, saugroboter | es aspiradora, robot aspirador
      | fr aspirateur, robot aspirateur | ko 청소기, 로봇청소기 | zh 吸尘器, 吸塵器, 扫地机器人, 掃地機器人
      | ja 掃除機, ロボット掃除機
    takeaway, takeout, food delivery, meal delivery | de lieferdienst, essen bestellen
      | es comida a domicilio, pedir comida | fr livraison de repas | ko 배달, 음식 배달 | zh 外卖, 外賣
      | ja 出前, デリバリー
  `,
  ),
  ...groups(
    WIKTIONARY,
    `
    weather, forecast, weather forecast | de wetter, wettervorhersage
      | es tiempo, clima, pronóstico, previsión meteorológica | fr météo, prévisions météo | ko 날씨, 일기예보, 기상
      | zh 天气, 天氣, 天气预报, 氣象 | ja 天気, 天気予報, 気象
    air quality, air pollution, aqi | de luftqualität | es calidad del aire | fr qualité de l'air
      | ko 미세먼지, 대기질 | zh 空气质量, 空氣品質 | ja 大気汚染, 空気質
    pollen, hay fever, allergy | de pollenflug, heuschnupfen, allergie | es polen, alergia | fr rhume des foins
      | ko 꽃가루, 알레르기 | zh 花粉, 过敏, 過敏 | ja 花粉症, アレルギー
    recipe, cook, cooking | de rezept, rezepte, kochen | es receta, recetas, cocinar, cocina
      | fr recette, recettes, cuisiner, cuisine | ko 레시피, 요리, 조리법 | zh 食谱, 食譜, 菜谱, 做饭, 烹饪
      | ja レシピ, 料理
    food, meal, dish | de essen, gericht, gerichte | es comida, comidas, plato | fr nourriture, repas, plat
      | ko 음식, 식사 | zh 食物, 美食 | ja 食べ物, 食事, ごはん
    meal plan, meal planning, weekly menu, menu plan | de essensplan, wochenplan | es planificar comidas, menú semanal
      | fr planifier les repas, menu de la semaine | ko 식단, 식단표 | zh 膳食计划, 菜单 | ja 献立
    grocery, groceries, supermarket, shopping list, grocery list
      | de lebensmittel, supermarkt, einkaufsliste, einkaufszettel | es supermercado, lista de la compra, comestibles
      | fr supermarché, liste de courses, épicerie | ko 식료품, 마트, 장보기, 장보기 목록
      | zh 超市, 购物清单, 購物清單, 买菜 | ja スーパー, 買い物リスト, 食料品
    restaurant, dining, place to eat, eatery | de gaststätte, essen gehen | es restaurante, restaurantes
      | ko 식당, 맛집, 음식점 | zh 餐厅, 餐廳, 饭店, 美食 | ja レストラン, 飲食店
    package, parcel, shipment, delivery, shipping | de paket, pakete, sendung, lieferung, sendungsverfolgung
      | es paquete, paquetes, envío, entrega, seguimiento de envíos | fr colis, livraison, expédition, suivi de colis
      | ko 택배, 배송, 소포, 택배 조회, 배송 조회 | zh 快递, 快遞, 包裹, 物流, 配送, 快递查询
      | ja 荷物, 宅配, 小包, 荷物追跡
    real estate, realty, house, housing | de immobilie, immobilien, haus | es inmueble, inmobiliaria, vivienda, casa
      | fr immobilier, maison, logement | ko 부동산, 주택, 집 | zh 房地产, 房地產, 房产, 住宅 | ja 不動産, 物件
    rent, rental, lease, letting | de miete, mieten, mietwohnung | es alquiler, alquilar | fr loyer, louer
      | ko 임대, 월세, 전세 | zh 租房, 租金, 出租 | ja 賃貸, 家賃
    smart home, home automation, domotics, connected home | de hausautomation, intelligentes zuhause
      | es domótica, casa inteligente, hogar inteligente | fr domotique, maison connectée | ko 스마트홈, 홈 오토메이션
      | zh 智能家居, 智慧家庭 | ja スマートホーム, 家電操作
    light, lighting, lamp, smart bulb | de licht, lichter, beleuchtung, lampe | es luz, luces, iluminación
      | fr lumière, lumières, éclairage, lampes | ko 조명, 전등 | zh 灯光, 燈光, 照明 | ja ライト
    thermostat, heating, hvac | de heizung, heizungssteuerung | es termostato, calefacción | fr chauffage
      | ko 온도조절기, 난방, 보일러 | zh 恒温器, 暖气, 暖氣 | ja サーモスタット, 暖房
    air conditioner, air conditioning, ac | de klimaanlage | es aire acondicionado | fr climatisation, climatiseur
      | ko 에어컨 | zh 空调, 冷氣 | ja エアコン, 冷房
    security camera, surveillance camera, cctv, ip camera | de überwachungskamera, überwachungskameras
      | es cámara de seguridad, cámara de vigilancia | fr caméra de surveillance | ko 감시 카메라, 보안 카메라, 홈캠
      | zh 监控摄像头, 監視器, 摄像头 | ja 監視カメラ, 防犯カメラ
    alarm clock, alarm, wake up | de wecker, aufwecken | es despertador, alarma | fr réveil | ko 알람, 기상 알람
      | zh 闹钟, 鬧鐘 | ja 目覚まし, アラーム
    timer, countdown, stopwatch | de stoppuhr, kurzzeitwecker | es temporizador, cronómetro
      | fr minuteur, compte à rebours, chronomètre | ko 타이머 | zh 计时器, 計時器, 倒计时, 倒數
      | ja タイマー, カウントダウン
    time zone, timezone, world clock | de zeitzone, zeitzonen, weltuhr | es zona horaria, husos horarios
      | fr fuseau horaire, décalage horaire | ko 시간대, 세계 시간 | zh 时区, 時區 | ja タイムゾーン, 時差, 世界時計
    pet, companion animal | de haustier, haustiere | es mascota, mascotas | fr animal de compagnie
      | ko 반려동물, 애완동물 | zh 宠物, 寵物 | ja ペット
  `,
  ),
  ...groups(
    WIKIPEDIA,
    `
    horoscope, astrology, zodiac, star sign | de horoskop, astrologie, sternzeichen | es horóscopo, astrología
      | fr signe astrologique | ko 운세, 별자리, 점성술 | zh 星座, 占星 | ja 星占い, 占星術
    fortune telling, divination, tarot | de wahrsagen | es adivinación | fr voyance, tirage de cartes | ko 사주, 타로
      | zh 八字, 占卜, 算命, 塔罗 | ja 占い, 四柱推命, タロット
  `,
  ),
]
