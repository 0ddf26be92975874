-- Before the first signed relief, the shift that the clock began last answers for every open ticket.
UPDATE room SET state = json_set(state, '$.responsibility', json(coalesce(
  (SELECT json_object(
      'shiftId', json_extract(body, '$.event.shiftId'), 'since', at, 'leadId', NULL, 'handoverId', NULL)
    FROM events WHERE type = 'shift-began' AND stream = 'room' ORDER BY seq DESC LIMIT 1),
  'null')));
