-- l'image is read as image, and so is what else French, Italian and Catalan elide. What was stored has limage.
INSERT INTO skill_search_changes (skill_id) SELECT skill_id FROM skill_search ON CONFLICT DO NOTHING;
