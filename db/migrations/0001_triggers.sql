-- A stored message moves its room on, and its sender has read what they wrote.
CREATE TRIGGER messages_created AFTER INSERT ON messages BEGIN
  UPDATE rooms SET last_sequence = new.sequence, revision = new.revision WHERE id = new.room_id;
  UPDATE memberships SET last_read_sequence = new.sequence, last_delivered_sequence = new.sequence
    WHERE room_id = new.room_id AND user_id = new.sender_id;
END;
--> statement-breakpoint
CREATE TRIGGER messages_changed AFTER UPDATE OF revision ON messages BEGIN
  UPDATE rooms SET revision = new.revision WHERE id = new.room_id;
END;
--> statement-breakpoint
CREATE TRIGGER memberships_begun AFTER INSERT ON memberships BEGIN
  INSERT INTO access_changes (user_id, room_id, revision, created_at)
    VALUES (new.user_id, new.room_id, (SELECT revision FROM rooms WHERE id = new.room_id), CAST(unixepoch('subsec') * 1000 AS INTEGER));
END;
--> statement-breakpoint
CREATE TRIGGER memberships_ended AFTER DELETE ON memberships BEGIN
  INSERT INTO access_changes (user_id, room_id, created_at) VALUES (old.user_id, old.room_id, CAST(unixepoch('subsec') * 1000 AS INTEGER));
END;
--> statement-breakpoint
CREATE TRIGGER sessions_ended AFTER UPDATE OF ended_at ON sessions BEGIN
  INSERT INTO access_changes (user_id, session_id, created_at) VALUES (new.user_id, new.id, CAST(unixepoch('subsec') * 1000 AS INTEGER));
END;
--> statement-breakpoint
CREATE TRIGGER users_changed AFTER UPDATE OF username, display_name, avatar_url, role ON users BEGIN
  INSERT INTO access_changes (user_id, created_at) VALUES (new.id, CAST(unixepoch('subsec') * 1000 AS INTEGER));
END;
--> statement-breakpoint
CREATE TRIGGER sessions_deleted AFTER DELETE ON sessions BEGIN
  INSERT INTO access_changes (user_id, session_id, created_at) VALUES (old.user_id, old.id, CAST(unixepoch('subsec') * 1000 AS INTEGER));
END;
