import { skills } from '../skill-text.ts'

export const HOME_AND_TRAVEL = skills(`
saltmarsh/hue-lights: smart-home, lights
Switches Philips Hue lamps: rooms, scenes, colours, brightness and sunrise alarms.
  Press the button of the bridge once. Scenes are found by name. Red at night.

saltmarsh/home-assistant: smart-home, iot
Controls Home Assistant: reads sensors, switches devices, writes automations and explains why one did not run.
  Needs a long-lived token. Look at the trace of an automation. Locks and alarms are asked about first.

saltmarsh/thermostat: smart-home, heating
Sets the heating of Nest, tado and ecobee by room and hour, and shows what it saves.
  One degree less saves six per cent. Never below sixteen, because of mould.

saltmarsh/robot-vacuum: smart-home
Sends Roborock and Roomba vacuums to rooms, on days, and empties their errors.
  Rooms have numbers in the map. Quiet after nine.

saltmarsh/doorbell-camera: smart-home, security
Shows who rang, looks through clips of Ring and UniFi cameras, and tells people from cats.
  Clips stay at home. Only your own doors.

saltmarsh/energy-monitor: electricity, solar
Electricity use and solar power at home: what runs now, what it costs, and when to charge the car.
  Standby is measured at four in the morning. Tariffs by the hour are read from the supplier.

saltmarsh/garden-plants: garden, plants
Care of garden and house plants: watering, light, pruning, pests, and what to sow this month.
  Ask for the region and the window. Yellow leaves mostly mean too much water.

saltmarsh/plant-identifier: plants, photos
Names a plant, tree or mushroom from a photo and says whether it is poisonous.
  Leaf, flower and bark. Never eat by a photo.

saltmarsh/recipe-finder: cooking, recipes
Finds recipes by ingredients, time and diet, and scales them to the number of guests.
  Three suggestions. Grams and spoons. Swaps for allergies.

saltmarsh/meal-planner: cooking, meal-prep
Plans dinners for a week, for the whole family, from what is in season and in the fridge, with one shopping list.
  Ask for dislikes. Cook once, eat twice. Two meals without meat.

saltmarsh/recipe-keeper: recipes
Saves recipes from web pages and photos into Paprika or Mealie, without the story above them.
  Keeps the source. Units are converted on request.

saltmarsh/bread-baker: baking
Sourdough and yeast bread by schedule: starter, hydration, folding, oven.
  Weigh the water. Warm dough is fast dough. The crust sings when it is done.

saltmarsh/cocktail-mixer: drinks
Cocktails from the bottles you have, with and without alcohol.
  Two parts strong, one sweet, one sour. Ice matters.

saltmarsh/grocery-list: shopping, groceries
A shared shopping list, sorted by the shelves of your supermarket, with what is usually bought.
  Merges doubles. Learns what runs out weekly.

saltmarsh/parcel-tracker: package, delivery
Where is my package? Tracks parcels of DHL, UPS, FedEx and the post by number and tells you before they arrive.
  The carrier is known by the form of the number. Customs may take days.

saltmarsh/uk-trains: trains, travel
Departures, delays and platforms of trains in Great Britain, from National Rail.
  Stations have three letters. Shows the next five. Buses instead of trains are marked.

saltmarsh/deutsche-bahn: trains, travel
Train connections in Germany and Europe with Deutsche Bahn: times, changes, delays, cheap fares.
  Reserve on ICE. At least eight minutes to change. Shows what happens if you miss it.

saltmarsh/metro-navigator: subway, public-transport
The way by underground, tram and bus in big cities, with lifts for wheelchairs and the last one home.
  Asks for the city. Works offline from GTFS.

saltmarsh/train-delay-refund: trains, refunds
Claims money back after a delayed or cancelled train: rules by country, forms, deadlines.
  An hour is a quarter, two hours are half. Keep the ticket.

saltmarsh/flight-search: flights, travel
Finds cheap flights: flexible dates, nearby airports, baggage included in the price.
  Compare the total. One long stop beats two short ones. Book with the airline.

saltmarsh/flight-tracker: flights
Where a plane is now, gate, delay and landing time, by flight number.
  Codes such as LH400. Positions may be a minute old.

saltmarsh/hotel-finder: hotels, travel
Hotels and apartments by place, budget and taste, with the real price including fees.
  Read the worst reviews. Map before stars.

saltmarsh/trip-planner: travel, itinerary
Plans a journey day by day: route, sights, food, rest, rainy-day options, and a packing list.
  Two things a day. Opening hours are checked. Leave an afternoon free.

saltmarsh/weather: weather
Current weather and forecast for any place without an API key.
  Uses wttr.in and Open-Meteo. Ask for the place once.

moonbyte/weather: weather, api
Weather data for programs: hourly forecasts, history and warnings as JSON.
  Units are metric. A grid point is about ten kilometres wide.

harbor-lab/river-levels: water, floods
Water levels and flood warnings of rivers: gauge, trend, when the bank is overtopped.
  Ask for the river and town. Levels are in centimetres above gauge zero.

saltmarsh/tesla-car: car, ev
Talks to a Tesla: charge, climate, location, locks, and trips.
  Wakes the car only if needed. Unlocking is confirmed.

saltmarsh/ev-charging: car, electric
Finds charging stations for electric cars on a route, with plug, power, price and whether they are free.
  Arrive with ten per cent. Cold halves the speed.

saltmarsh/car-maintenance: car
When which service is due, what a warning light means, and what a repair should cost.
  Ask for model, year and mileage. Brakes are no place to save.

saltmarsh/bike-routes: cycling
Quiet bicycle routes with hills, surface and cafés, as GPX.
  Avoids main roads. Wind on the way home.

saltmarsh/restaurant-booking: restaurants, food
Finds a table: cuisine, price, distance, allergies, and books it.
  Asks for the number of people and time. Confirms before booking.

saltmarsh/gift-ideas: gifts
Presents for birthdays and holidays by person, interest and budget.
  Five ideas, one of them made by hand. Remembers what was given.

saltmarsh/kids-bedtime-stories: children, stories
Bedtime stories for children with their own name in it, calm at the end.
  Ask for age and animal. Ten minutes. Nobody gets lost.

saltmarsh/pet-care: pets
Feeding, vaccinations and behaviour of dogs and cats, and when to see the vet.
  Emergencies first. Chocolate and grapes are poison.

saltmarsh/moving-house: moving
Checklist for a move: boxes, contracts, addresses to change, meter readings.
  Eight weeks before. Label boxes on the side.

saltmarsh/wedding-planner: wedding, events
Guest list, seating, budget and timetable of a wedding.
  Buffer of thirty minutes. Vendors in one table.

saltmarsh/handyman-repairs: diy, home
Small repairs at home: dripping taps, blocked drains, holes in walls, squeaking doors.
  Turn off water and power. Photos of each step. Says when to call a professional.

saltmarsh/used-goods-seller: ebay, marketplace
Sells things second-hand on eBay and local marketplaces: photos, text, price, messages.
  Look at sold prices. Name the flaws. Meet in daylight.

saltmarsh/ski-conditions: skiing, snow
Snow depth, open lifts and avalanche danger of ski areas.
  Danger from 1 to 5. Above 3, stay on the piste.
`)
