import { skills } from '../skill-text.ts'

export const HEALTH_AND_LEARNING = skills(`
fernhill/oura-ring: sleep, wearables
Sleep, readiness and activity from an Oura ring: scores, trends, and what changed this week.
  Needs a personal token. HRV is compared with your own average.

fernhill/sleep-coach: sleep, insomnia
Helps people who lie awake: a sleep diary, fixed times, light, caffeine, and the method of sleep restriction.
  Two weeks of diary first. Up at the same time every day. Snoring with pauses belongs to a doctor.

fernhill/baby-sleep: baby, sleep
Naps and nights of babies and toddlers: wake windows, routines, regressions.
  Age in weeks. On the back, always. Tired parents come first.

fernhill/whoop-recovery: wearables, recovery
Strain and recovery of a WHOOP band, and whether to train hard today.
  Three low days mean rest.

fernhill/apple-health-export: health, data
Reads the export of Apple Health: steps, heart rate, weight, sleep, as tables and charts.
  The XML is large; stream it. Sources overlap, so take one a metric.

fernhill/workout-planner: fitness, strength
Training plans for strength and muscle at home or in the gym, with progression and rest.
  Ask for injuries. Three days a week. Add weight when all sets are done.

fernhill/running-coach: running, marathon
Plans for 5 km to marathon from your pace and weeks left, synced with Strava and Garmin.
  Eighty per cent easy. Ten per cent more a week. Pain is no training.

fernhill/calorie-counter: nutrition, diet
Counts calories and protein from a description or photo of a meal and keeps a food diary.
  Estimates with a range. Oil is forgotten most. No praise for hunger.

fernhill/meditation-guide: mindfulness
Guided breathing and meditation in five, ten or twenty minutes.
  Speak slowly. Pauses are marked. Come back gently.

fernhill/medication-reminder: medication
Reminds of pills, checks interactions, and says when the packet runs out.
  Never changes a dose. Interactions come from official leaflets.

fernhill/blood-pressure-log: health
Keeps readings of blood pressure and pulse and makes the sheet for the doctor.
  Sit for five minutes. Mornings and evenings. Above 180, call.

fernhill/glucose-monitor: diabetes, cgm
Blood sugar from Dexcom and Libre sensors: current value, trend, time in range, meals that raise it.
  Never doses insulin. Alarms stay in the app of the maker.

fernhill/mood-journal: mental-health, journaling
A diary of mood with gentle questions, patterns over months, and help lines where needed.
  Listen first. No diagnosis. In danger, names a number to call.

fernhill/quit-smoking: habits, health
Stops smoking with a date, reasons, cravings that pass in five minutes, and money saved.
  A slip is no failure. Change the morning coffee.

fernhill/cycle-tracker: period, health
Menstrual cycle and fertile days, kept on your own device.
  Averages need three cycles. Not for contraception.

fernhill/doctor-visit-prep: health
Prepares an appointment with the doctor: symptoms in order, medicines, three questions.
  One page. When, where, how bad. Take somebody along.

fernhill/lab-results-explainer: health, blood-test
Explains blood test results in plain words, with ranges and what is worth asking about.
  One value alone means little. Units differ by country.

fernhill/posture-breaks: ergonomics
Short exercises for neck, back and eyes at the desk, every forty minutes.
  Stand up. Look far away.

mossfield-edu/anki-flashcards: flashcards, anki
Makes Anki cards from notes and books: one fact a card, cloze, pictures, no lists.
  Twenty new cards a day. Delete bad cards.

mossfield-edu/language-tutor: languages, conversation
Practises a foreign language in conversation, corrects gently and keeps a list of your mistakes.
  Speak at the level just above. One correction a turn. Repeat old words.

mossfield-edu/japanese-tutor: japanese, languages
Japanese for beginners up to JLPT N3: kana, kanji, particles, and short dialogues.
  Kana in the first week. Readings in brackets.

mossfield-edu/english-pronunciation: english, speech
Trains English pronunciation with minimal pairs, stress and recordings.
  One sound a day. Record, compare, repeat.

mossfield-edu/math-tutor: mathematics, homework
Explains mathematics step by step up to calculus, asks instead of telling, and finds where it went wrong.
  Let the student write the next line. Draw. Check with numbers.

mossfield-edu/essay-feedback: writing, teaching
Comments on students' essays by a rubric: thesis, evidence, structure, language, with a grade and two next steps.
  Strength first. Mark patterns, not each comma.

mossfield-edu/lesson-plans: teaching
Lesson plans for teachers with goals, timing, material and tasks for fast and slow pupils.
  Begin with what they should be able to do. Plan B without internet.

mossfield-edu/exam-planner: study, exams
A study plan until the exam: topics, spaced repetition, mock tests, days off.
  Count back from the date. Hardest early. Sleep before.

mossfield-edu/coding-interview: interview, algorithms
Mock coding interviews with hints, complexity and honest feedback.
  Clarify, example, plan, code, test. Thirty-five minutes.

mossfield-edu/job-interview-coach: interview, career
Practises questions for job interviews, with the STAR method and salary talk.
  Six stories fit all questions. Ask back.

mossfield-edu/chess-coach: chess
Goes through your chess games with Stockfish and explains the turning points.
  Three lessons a game. Tactics before openings.

mossfield-edu/guitar-practice: music, guitar
Chords, scales and a practice plan for the guitar.
  Slow with a metronome. Ten minutes daily.

mossfield-edu/typing-trainer
Touch typing lessons with words that train your weak fingers.
  Accuracy before speed.

mossfield-edu/history-timeline: history
Timelines and debates about history with sources from both sides.
  Who wrote it, when, for whom.

mossfield-edu/science-experiments: children, science
Safe experiments for children at home with things from the kitchen.
  Guess first, then try. Adults light the match.

mossfield-edu/moodle-courses: moodle, teaching
Builds courses in Moodle: sections, quizzes, grading, enrolment by file.
  Back up before a change. Question banks are shared.

mossfield-edu/plagiarism-check: teaching, academic
Compares student work with sources and with each other, and explains what is quotation and what is not.
  A match is no verdict. Look at the passages.
`)
