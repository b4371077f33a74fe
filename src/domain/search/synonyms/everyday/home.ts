import { type Relation, relations } from '../relation.ts'
import { CAMBRIDGE, WIKTIONARY } from '../sources.ts'

/** Eating, the house, pets and plants. */
export const HOME: readonly Relation[] = [
  ...relations(
    CAMBRIDGE,
    `
    hungry, starving, order in, order food, get food, bring me food, food delivered, order dinner, order lunch,
      order a pizza, pizza | de hunger, hungrig, essen bestellen, pizza bestellen | es hambre, pedir comida | fr faim,
      commander à manger, livraison de repas | pt fome | it ordinare cibo, cibo a domicilio | ko 배고, 배달 음식, 배달시, 음식 배달
      | zh 饿了, 叫外卖, 点餐, 外卖 | ja お腹すいた, 空腹, 出前, デリバリー
      > food delivery, food order, restaurant, takeaway
    eat out, place to eat, where to eat, somewhere to eat, dinner place, table for two, book a table,
      dinner reservation | de essen gehen, tisch reservieren, wo essen | es salir a cenar, dónde comer, reservar mesa
      | fr où manger, manger dehors, réserver une table | pt onde comer, restaurante, jantar fora | it dove mangiare,
      ristorante, cena fuori | ko 맛집, 외식, 식당 예약 | zh 去哪吃, 订位, 美食, 下馆子 | ja 外食, 飲食店, お店を予約
      > restaurant, reservation
    what to cook, what should i cook, whats for dinner, cook something, dinner ideas, in the fridge, in my fridge,
      leftovers, with what i have | de was kochen, was koche ich, im kühlschrank, reste | es qué cocinar,
      qué hago de cenar, nevera | fr quoi cuisiner, dans le frigo, que manger | pt o que cozinhar, receita, receitas,
      geladeira | it cosa cucinare, ricetta, ricette, frigo | ko 뭐 해먹, 냉장고, 저녁 메뉴, 집밥 | zh 吃什么, 做饭, 冰箱, 做菜, 菜谱
      | ja 何を作る, 冷蔵庫, 献立, 晩ごはん
      > recipe, meal planning, cooking
    meals for the week, weeks meals, week of meals, what to eat this week, dinners for the week | de wochenplan essen,
      essensplan | es menú semanal, comidas de la semana | fr menu de la semaine, repas de la semaine
      | pt cardápio semanal | it menu settimanale | ko 일주일 식단, 식단 짜 | zh 一周菜单, 一周食谱 | ja 一週間の献立
      > meal plan, grocery
    food shopping, shopping list, buy food, run out of milk, supermarket, weekly shop | de einkaufsliste,
      einkaufszettel, supermarkt, lebensmittel | es lista de la compra, supermercado | fr liste de courses, supermarché
      | pt lista de compras | it lista della spesa, supermercato, spesa | ko 장보기 목록, 마트 | zh 买菜, 购物清单, 超市 | ja 買い物リスト,
      スーパー
      > grocery, shopping list
    allergic, allergy, gluten free, vegan, vegetarian, cant eat | de allergie, glutenfrei | es alergia, sin gluten,
      vegano | fr sans gluten, végétarien | it allergia, senza glutine | ko 알레르기, 채식 | zh 过敏, 素食 | ja アレルギー, 菜食
      > recipe, nutrition, diet
    turn on the lights, turn off the lights, switch off the lights, lights off, lights on, dim the lights,
      leave the lights on, turn the lights | de licht an, licht aus, licht ausschalten, licht einschalten
      | es encender la luz, apagar la luz, apagar las luces | fr allumer la lumière, éteindre la lumière, lumières
      | pt luzes, acender a luz, apagar a luz | it luci, accendere la luce, spegnere la luce | ko 불 켜, 불 꺼, 조명 | zh 开灯,
      关灯, 灯光 | ja 電気をつけ, 照明, 電気を消
      > smart home, lights, hue
    too cold, too hot, too warm, heating on, turn up the heating, freezing at home, air conditioning, air conditioner
      | de heizung, klimaanlage, zu kalt, zu warm | es calefacción, aire acondicionado | fr chauffage, climatisation
      | pt aquecimento, ar condicionado | it riscaldamento, condizionatore | ko 난방, 에어컨, 보일러 | zh 空调, 暖气, 冷气 | ja エアコン,
      暖房, 冷房
      > thermostat, climate, temperature, smart home
    hoover, vacuum the floor, robot vacuum, clean the floor | de staubsauger, saugroboter | es aspiradora,
      robot aspirador | fr aspirateur, aspirateur robot | pt aspirador | it aspirapolvere | ko 로봇청소기, 청소기 | zh 扫地机器人,
      吸尘器, 扫地 | ja 掃除機, ロボット掃除機
      > robot vacuum, roborock, smart home
    front door, doorbell, whos at the door, someone at the door, lock the door, door locked, watch my house, burglar,
      intruder | de haustür, klingel, einbrecher | es timbre, ladrón, puerta | fr sonnette, cambrioleur, porte d'entrée
      | pt porta, campainha | it porta di casa, campanello | ko 현관, 초인종, 도어락, 도둑 | zh 门铃, 门锁, 小偷 | ja 玄関, インターホン, 泥棒
      > doorbell, camera, lock, home security
    washing machine, laundry, dishwasher, oven, household appliances, fridge | de waschmaschine, wäsche, geschirrspüler
      | es lavadora, lavavajillas, electrodomésticos | fr lave-linge, lessive, électroménager | pt lavar roupa
      | it lavatrice, elettrodomestici | ko 세탁기, 빨래, 가전 | zh 洗衣机, 家电, 洗碗机 | ja 洗濯機, 家電, 洗濯
      > appliance, smart home, home assistant
    power bill, electricity bill, save energy, save power, solar panels, solar roof | de stromrechnung, strom sparen,
      solaranlage | es factura de la luz, ahorrar energía, placas solares | fr facture d'électricité, panneaux solaires
      | pt conta de luz, energia solar | it bolletta, pannelli solari | ko 전기세, 태양광 | zh 电费, 太阳能, 省电 | ja 電気料金, 太陽光
      > energy, electricity, solar, smart meter
    chores, housework, household, clean the house, family chores | de haushalt, hausarbeit | es tareas del hogar,
      quehaceres | fr ménage, tâches ménagères | pt tarefas domésticas, limpeza | it faccende, pulizie | ko 집안일, 살림
      | zh 家务 | ja 家事
      > household, chores, tasks, home management
  `,
  ),
  ...relations(
    WIKTIONARY,
    `
    my dog, my cat, my pet, puppy, kitten, walk the dog, dog food, dog training | de hund, katze, haustier, tierarzt,
      hündin | es perro, gato, mascota, veterinario | fr chien, vétérinaire, animal de compagnie | pt cachorro, bicho
      | it gatto | ko 강아지, 고양이, 반려동물, 동물병원 | zh 狗狗, 猫咪, 宠物, 寵物 | ja 子犬, ペット, 獣医
      > pet, pet care, dog
    dying plants, plants keep dying, water my plants, balcony plants, vegetables in the garden, lawn
      | de pflanzen gießen, balkon, rasen | es regar, riego, huerto, césped | fr arroser, potager, pelouse
      | pt plantas, jardim | it piante, giardino, annaffiare | ko 화분, 물주기, 텃밭 | zh 浇水, 盆栽, 种菜 | ja 水やり, 鉢植え, 家庭菜園
      > plant care, garden, plants
    bin day, rubbish collection, garbage collection, trash day, recycling | de müllabfuhr, mülltonne | es basura,
      reciclaje | fr poubelles, déchets | pt lixo | it rifiuti, spazzatura | ko 쓰레기, 분리수거 | zh 垃圾分类, 倒垃圾 | ja ゴミの日,
      ゴミ出し
      > waste collection, garbage
    parcel, package arrive, where is my package, where is my parcel, my delivery, my package, track a parcel,
      track a package | de paket, sendung, sendungsverfolgung | es paquete, envío, dónde está mi paquete | fr colis,
      suivi de colis | pt encomenda, entrega | it pacco, spedizione | ko 택배, 배송 조회, 소포 | zh 快递, 包裹, 物流 | ja 荷物, 配送状況,
      宅配
      > package tracking, parcel, shipment, delivery tracking
    car wont start, my car, charge my car, car battery, petrol, fuel price, fill up, gas station | de mein auto,
      tanken, benzin, spritpreise | es coche, gasolina, repostar | fr voiture, carburant | pt carro | it macchina,
      benzina | ko 자동차, 주유소, 기름값, 내 차 | zh 汽车, 加油站, 油价, 充电桩 | ja 自動車, 給油, ガソリン
      > car, vehicle, fuel, ev charging
  `,
  ),
]
