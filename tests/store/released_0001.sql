BEGIN TRANSACTION;
CREATE TABLE accounts (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	person TEXT NOT NULL, 
	name TEXT NOT NULL, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT fk_accounts_person FOREIGN KEY(person) REFERENCES people (id)
);
INSERT INTO "accounts" VALUES('discord:guild-1:petrova','discord:guild-1','1M1XE3600000189RAPPD','Dr. Petrova');
INSERT INTO "accounts" VALUES('discord:guild-1:ana','discord:guild-1','1M1XE36010001J1AV4Y8','Ana');
INSERT INTO "accounts" VALUES('discord:guild-1:bo','discord:guild-1','1M1XE36010401ZM4NASB','Bo');
INSERT INTO "accounts" VALUES('discord:guild-1:cy','discord:guild-1','1M1XE360108011N8N3K1','Cy');
INSERT INTO "accounts" VALUES('discord:guild-1:dee','discord:guild-1','1M1XE36010C01MA7XTEQ','Dee');
INSERT INTO "accounts" VALUES('discord:guild-1:eli','discord:guild-1','1M1XE36010G01VS0KPQM','Eli');
INSERT INTO "accounts" VALUES('discord:guild-1:fay','discord:guild-1','1M1XE36010M01WBARMCG','Fay');
INSERT INTO "accounts" VALUES('discord:guild-2:other','discord:guild-2','1M1XE361J0001VAMBPZR','Dr. Other');
INSERT INTO "accounts" VALUES('discord:guild-2:bo','discord:guild-2','1M1XE361K00011BAT7HP','Bo');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE attempts (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	person TEXT NOT NULL, 
	question TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	"right" BOOLEAN NOT NULL, 
	first BOOLEAN NOT NULL, 
	rating TEXT NOT NULL, 
	"before" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_attempts PRIMARY KEY (id), 
	CONSTRAINT fk_attempts_person FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT fk_attempts_section FOREIGN KEY(section) REFERENCES sections (id)
);
INSERT INTO "attempts" VALUES('1M1XE36030001SB7H4P8','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010001J1AV4Y8','two-level-name','A',0,1,'again','','2026-09-07 08:00:00.000000');
CREATE TABLE bindings (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	CONSTRAINT pk_bindings PRIMARY KEY (id), 
	CONSTRAINT fk_bindings_section FOREIGN KEY(section) REFERENCES sections (id)
);
INSERT INTO "bindings" VALUES('discord:guild-1:pol-210','discord:guild-1','1M1XE36000002KMKBM2Z');
INSERT INTO "bindings" VALUES('discord:guild-2:ir','discord:guild-2','1M1XE361J0002AVYDHJ5');
CREATE TABLE cards (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	person TEXT NOT NULL, 
	question TEXT NOT NULL, 
	due DATETIME NOT NULL, 
	state TEXT NOT NULL, 
	CONSTRAINT pk_cards PRIMARY KEY (id), 
	CONSTRAINT fk_cards_person FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT fk_cards_section FOREIGN KEY(section) REFERENCES sections (id)
);
INSERT INTO "cards" VALUES('1M1XE36000002KMKBM2Z:1M1XE36010001J1AV4Y8:two-level-name','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010001J1AV4Y8','two-level-name','2026-09-08 08:00:00.000000','{"id":"1M1XE36000002KMKBM2Z:1M1XE36010001J1AV4Y8:two-level-name","question":"two-level-name","due":"2026-09-08T08:00:00+00:00","state":2,"step":null,"stability":0.212,"difficulty":6.4133,"last_review":"2026-09-07T08:00:00+00:00","reps":1,"lapses":0}');
CREATE TABLE chairs (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	session TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	place BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	role TEXT NOT NULL, 
	team TEXT NOT NULL, 
	bot TEXT NOT NULL, 
	was TEXT NOT NULL, 
	CONSTRAINT pk_chairs PRIMARY KEY (id), 
	CONSTRAINT fk_chairs_table FOREIGN KEY("table") REFERENCES tables (id)
);
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:x','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x',0,'Xandria''s negotiator','negotiator','x','','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:y','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y',1,'Yavoria''s negotiator','negotiator','y','','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:x1','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x1',2,'Xandria''s voter 1','voter','x','','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:y1','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y1',3,'Yavoria''s voter 1','voter','y','','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:x2','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x2',4,'Xandria''s voter 2','voter','x','','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:y2','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y2',5,'Yavoria''s voter 2','voter','y','','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:x3','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x3',6,'Xandria''s voter 3','voter','x','theory','');
INSERT INTO "chairs" VALUES('1M1XE360700011C1MZ5B:y3','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y3',7,'Yavoria''s voter 3','voter','y','theory','');
INSERT INTO "chairs" VALUES('1M1XE361A00015QRVTDA:marden','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA','marden',0,'Marden','negotiator','marden','','');
INSERT INTO "chairs" VALUES('1M1XE361A00015QRVTDA:oskar','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA','oskar',1,'Oskar','negotiator','oskar','','');
INSERT INTO "chairs" VALUES('1M1XE361A0004SN8SKVD:marden','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD','marden',0,'Marden','negotiator','marden','','');
INSERT INTO "chairs" VALUES('1M1XE361A0004SN8SKVD:oskar','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD','oskar',1,'Oskar','negotiator','oskar','','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:x','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','x',0,'Xandria''s negotiator','negotiator','x','','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:y','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','y',1,'Yavoria''s negotiator','negotiator','y','theory','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:x1','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','x1',2,'Xandria''s voter 1','voter','x','theory','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:y1','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','y1',3,'Yavoria''s voter 1','voter','y','theory','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:x2','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','x2',4,'Xandria''s voter 2','voter','x','theory','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:y2','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','y2',5,'Yavoria''s voter 2','voter','y','theory','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:x3','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','x3',6,'Xandria''s voter 3','voter','x','theory','');
INSERT INTO "chairs" VALUES('1M1XE361P0002KF7BAPW:y3','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','y3',7,'Yavoria''s voter 3','voter','y','theory','');
CREATE TABLE drafts (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	seat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	move TEXT NOT NULL, 
	"values" TEXT NOT NULL, 
	CONSTRAINT pk_drafts PRIMARY KEY (id), 
	CONSTRAINT fk_drafts_table FOREIGN KEY("table") REFERENCES tables (id)
);
INSERT INTO "drafts" VALUES('1M1XE361A00015QRVTDA:oskar:propose','discord:guild-1','1M1XE361A00015QRVTDA','oskar','1M1XE360108011N8N3K1','propose','{"pledge":"nonsense"}');
CREATE TABLE journal (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	session TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	seat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	body TEXT NOT NULL, 
	time BIGINT NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (id), 
	CONSTRAINT fk_journal_table FOREIGN KEY("table") REFERENCES tables (id), 
	CONSTRAINT uq_journal_table_seq UNIQUE ("table", seq)
);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000000','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',0,'deal','','','{"seq":0,"kind":"deal"}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000001','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',1,'close','','','{"seq":1,"kind":"close","sealed":{"x":{"move":{"name":"check","values":{"passes":true}}},"x1":{"move":{"name":"check","values":{"passes":true}}},"x2":{"move":{"name":"check","values":{"passes":true}}},"y":{"move":{"name":"check","values":{"passes":true}}},"y1":{"move":{"name":"check","values":{"passes":true}}},"y2":{"move":{"name":"check","values":{"passes":true}}},"x3":{"move":{"name":"check","values":{"passes":true}},"source":"bot"},"y3":{"move":{"name":"check","values":{"passes":true}},"source":"bot"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000002','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',2,'move','x3','','{"seq":2,"kind":"move","seat":"x3","move":{"name":"red_line","values":{"least":24}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000003','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',3,'move','y3','','{"seq":3,"kind":"move","seat":"y3","move":{"name":"red_line","values":{"least":58}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000004','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',4,'move','x','1M1XE36010C01MA7XTEQ','{"seq":4,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":75}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000005','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',5,'move','y','1M1XE36010401ZM4NASB','{"seq":5,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":75}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000006','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',6,'move','x','1M1XE36010C01MA7XTEQ','{"seq":6,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":67}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000007','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',7,'move','y','1M1XE36010401ZM4NASB','{"seq":7,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":67}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000008','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',8,'move','x','1M1XE36010C01MA7XTEQ','{"seq":8,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":58}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000009','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',9,'move','y','1M1XE36010401ZM4NASB','{"seq":9,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":58}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000010','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',10,'move','x','1M1XE36010C01MA7XTEQ','{"seq":10,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":50}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000011','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',11,'move','y','1M1XE36010401ZM4NASB','{"seq":11,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":50}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000012','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',12,'move','x1','1M1XE36010001J1AV4Y8','{"seq":12,"kind":"move","seat":"x1","move":{"name":"red_line","values":{"least":54}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000013','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',13,'move','y1','1M1XE36010G01VS0KPQM','{"seq":13,"kind":"move","seat":"y1","move":{"name":"red_line","values":{"least":10}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000014','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',14,'move','x2','1M1XE360108011N8N3K1','{"seq":14,"kind":"move","seat":"x2","move":{"name":"red_line","values":{"least":4}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000015','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',15,'move','y2','1M1XE36010M01WBARMCG','{"seq":15,"kind":"move","seat":"y2","move":{"name":"red_line","values":{"least":26}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000016','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',16,'close','','','{"seq":16,"kind":"close"}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000017','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',17,'close','','','{"seq":17,"kind":"close","sealed":{"x":{"move":{"name":"final","values":{"share":50}}},"x1":{"move":{"name":"predict","values":{"chance":67}}},"x2":{"move":{"name":"predict","values":{"chance":92}}},"y":{"move":{"name":"final","values":{"share":50}}},"y1":{"move":{"name":"predict","values":{"chance":92}}},"y2":{"move":{"name":"predict","values":{"chance":92}}},"x3":{"move":{"name":"predict","values":{"chance":92}},"source":"bot"},"y3":{"move":{"name":"predict","values":{"chance":67}},"source":"bot"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000018','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',18,'close','','','{"seq":18,"kind":"close","sealed":{"x1":{"move":{"name":"vote","values":{"yes":false}}},"x2":{"move":{"name":"vote","values":{"yes":true}}},"y1":{"move":{"name":"vote","values":{"yes":true}}},"y2":{"move":{"name":"vote","values":{"yes":true}}},"x3":{"move":{"name":"vote","values":{"yes":true}},"source":"bot"},"y3":{"move":{"name":"vote","values":{"yes":false}},"source":"bot"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000019','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',19,'move','x3','','{"seq":19,"kind":"move","seat":"x3","move":{"name":"red_line","values":{"least":54}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000020','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',20,'move','y3','','{"seq":20,"kind":"move","seat":"y3","move":{"name":"red_line","values":{"least":58}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000021','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',21,'move','x','1M1XE36010C01MA7XTEQ','{"seq":21,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":87}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000022','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',22,'move','y','1M1XE36010401ZM4NASB','{"seq":22,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":75}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000023','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',23,'move','x','1M1XE36010C01MA7XTEQ','{"seq":23,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":79}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000024','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',24,'move','y','1M1XE36010401ZM4NASB','{"seq":24,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":67}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000025','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',25,'move','x','1M1XE36010C01MA7XTEQ','{"seq":25,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":70}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000026','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',26,'move','y','1M1XE36010401ZM4NASB','{"seq":26,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":58}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000027','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',27,'move','x','1M1XE36010C01MA7XTEQ','{"seq":27,"kind":"move","seat":"x","move":{"name":"offer","values":{"share":62}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000028','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',28,'move','y','1M1XE36010401ZM4NASB','{"seq":28,"kind":"move","seat":"y","move":{"name":"offer","values":{"share":50}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000029','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',29,'move','x1','1M1XE36010001J1AV4Y8','{"seq":29,"kind":"move","seat":"x1","move":{"name":"red_line","values":{"least":84}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000030','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',30,'move','y1','1M1XE36010G01VS0KPQM','{"seq":30,"kind":"move","seat":"y1","move":{"name":"red_line","values":{"least":10}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000031','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',31,'move','x2','1M1XE360108011N8N3K1','{"seq":31,"kind":"move","seat":"x2","move":{"name":"red_line","values":{"least":34}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000032','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',32,'move','y2','1M1XE36010M01WBARMCG','{"seq":32,"kind":"move","seat":"y2","move":{"name":"red_line","values":{"least":26}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000033','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',33,'close','','','{"seq":33,"kind":"close"}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000034','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',34,'close','','','{"seq":34,"kind":"close","sealed":{"x":{"move":{"name":"final","values":{"share":54}}},"x1":{"move":{"name":"predict","values":{"chance":43}}},"x2":{"move":{"name":"predict","values":{"chance":68}}},"y":{"move":{"name":"final","values":{"share":38}}},"y1":{"move":{"name":"predict","values":{"chance":68}}},"y2":{"move":{"name":"predict","values":{"chance":68}}},"x3":{"move":{"name":"predict","values":{"chance":68}},"source":"bot"},"y3":{"move":{"name":"predict","values":{"chance":43}},"source":"bot"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE360700011C1MZ5B:00000035','discord:guild-1','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B',35,'close','','','{"seq":35,"kind":"close","sealed":{"x1":{"move":{"name":"vote","values":{"yes":false}}},"x2":{"move":{"name":"vote","values":{"yes":true}}},"y1":{"move":{"name":"vote","values":{"yes":true}}},"y2":{"move":{"name":"vote","values":{"yes":true}}},"x3":{"move":{"name":"vote","values":{"yes":true}},"source":"bot"},"y3":{"move":{"name":"vote","values":{"yes":false}},"source":"bot"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000000','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',0,'deal','','','{"seq":0,"kind":"deal"}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000000','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',0,'deal','','','{"seq":0,"kind":"deal"}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000001','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',1,'close','','','{"seq":1,"kind":"close","sealed":{"marden":{"move":{"name":"answer","values":{"choice":"b"}}},"oskar":{"move":{"name":"answer","values":{"choice":"b"}}}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000001','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',1,'close','','','{"seq":1,"kind":"close","sealed":{"marden":{"move":{"name":"answer","values":{"choice":"b"}}},"oskar":{"move":{"name":"answer","values":{"choice":"b"}}}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000002','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',2,'move','marden','1M1XE36010001J1AV4Y8','{"seq":2,"kind":"move","seat":"marden","move":{"name":"propose","values":{"pledge":"3","bases":"1","money":"3"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000002','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',2,'move','marden','1M1XE36010C01MA7XTEQ','{"seq":2,"kind":"move","seat":"marden","move":{"name":"propose","values":{"pledge":"3","bases":"1","money":"3"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000003','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',3,'move','oskar','1M1XE360108011N8N3K1','{"seq":3,"kind":"move","seat":"oskar","move":{"name":"propose","values":{"pledge":"1","bases":"3","money":"1"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000003','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',3,'move','oskar','1M1XE36010401ZM4NASB','{"seq":3,"kind":"move","seat":"oskar","move":{"name":"propose","values":{"pledge":"1","bases":"3","money":"1"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000004','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',4,'move','marden','1M1XE36010001J1AV4Y8','{"seq":4,"kind":"move","seat":"marden","move":{"name":"propose","values":{"pledge":"3","bases":"2","money":"3"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000004','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',4,'move','marden','1M1XE36010C01MA7XTEQ','{"seq":4,"kind":"move","seat":"marden","move":{"name":"propose","values":{"pledge":"3","bases":"2","money":"3"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000005','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',5,'move','oskar','1M1XE360108011N8N3K1','{"seq":5,"kind":"move","seat":"oskar","move":{"name":"propose","values":{"pledge":"1","bases":"3","money":"2"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000005','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',5,'move','oskar','1M1XE36010401ZM4NASB','{"seq":5,"kind":"move","seat":"oskar","move":{"name":"propose","values":{"pledge":"1","bases":"3","money":"2"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A00015QRVTDA:00000006','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA',6,'move','marden','1M1XE36010001J1AV4Y8','{"seq":6,"kind":"move","seat":"marden","move":{"name":"propose","values":{"pledge":"3","bases":"1","money":"2"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361A0004SN8SKVD:00000006','discord:guild-1','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD',6,'move','marden','1M1XE36010C01MA7XTEQ','{"seq":6,"kind":"move","seat":"marden","move":{"name":"propose","values":{"pledge":"3","bases":"1","money":"2"}}}',1788768000000);
INSERT INTO "journal" VALUES('1M1XE361P0002KF7BAPW:00000000','discord:guild-1','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW',0,'deal','','','{"seq":0,"kind":"deal"}',1788768000000);
CREATE TABLE marks (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	time BIGINT NOT NULL, 
	CONSTRAINT pk_marks PRIMARY KEY (id)
);
INSERT INTO "marks" VALUES('clock','',1788768000000);
CREATE TABLE memberships (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	person TEXT NOT NULL, 
	role TEXT NOT NULL, 
	extra BIGINT NOT NULL, 
	at DATETIME NOT NULL, 
	"left" DATETIME, 
	CONSTRAINT pk_memberships PRIMARY KEY (id), 
	CONSTRAINT fk_memberships_person FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT fk_memberships_section FOREIGN KEY(section) REFERENCES sections (id), 
	CONSTRAINT uq_memberships_section_person UNIQUE (section, person)
);
INSERT INTO "memberships" VALUES('1M1XE360000038PM1D83','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE3600000189RAPPD','instructor',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE360100020WGMVGF','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010001J1AV4Y8','student',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE360104026CWC4WZ','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010401ZM4NASB','student',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE36010802Q5VV6YT','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE360108011N8N3K1','student',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE36010C025TMFPPJ','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010C01MA7XTEQ','student',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE36010G02GQPE2C9','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010G01VS0KPQM','student',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE36010M027WQER6V','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010M01WBARMCG','student',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE361J0003XD1HHHJ','discord:guild-2','1M1XE361J0002AVYDHJ5','1M1XE361J0001VAMBPZR','instructor',100,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "memberships" VALUES('1M1XE361K0002SSRHXPD','discord:guild-2','1M1XE361J0002AVYDHJ5','1M1XE361K00011BAT7HP','student',100,'2026-09-07 08:00:00.000000',NULL);
CREATE TABLE notes (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	session TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	sender TEXT NOT NULL, 
	receiver TEXT NOT NULL, 
	written TEXT NOT NULL, 
	reported BOOLEAN NOT NULL, 
	time BIGINT NOT NULL, 
	CONSTRAINT pk_notes PRIMARY KEY (id), 
	CONSTRAINT fk_notes_table FOREIGN KEY("table") REFERENCES tables (id), 
	CONSTRAINT fk_notes_written FOREIGN KEY(written) REFERENCES writings (id)
);
INSERT INTO "notes" VALUES('1M1XE361H0002T2JGVFJ','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA','marden','oskar','1M1XE361H000124BANH7',0,1788768000000);
CREATE TABLE once (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	result TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_once PRIMARY KEY (id)
);
INSERT INTO "once" VALUES('discord:guild-1:delivery-1','discord:guild-1','{"said":["POL 210 is ready. You are its instructor.","Show your students the join code. They type it here, or to me in a direct message."],"facts":[["Join code","1HFWMK"],["Students type","/class join 1HFWMK"]],"next":[["Start Ratify or Revert","[\"StartGame\",{\"scenario\":\"ratify-or-revert\",\"minutes\":0,\"bots\":\"theory\",\"lobby\":120,\"groups\":\"\",\"options\":{}}]"],["Who is here","[\"ShowSection\",{}]"],["Help","[\"Help\",{\"topic\":\"\"}]"]],"then":null,"refused":""}','2026-09-07 08:00:00.000000');
INSERT INTO "once" VALUES('discord:guild-1:delivery-2','discord:guild-1','{"said":["You are in POL 210.","No game is running. Quiz yourself, or practise against bots."],"facts":[["Your alias","vivid bison"],["Your role","student"]],"next":[["Quiz me","[\"StudyQuiz\",{\"topic\":\"\",\"count\":5}]"],["Practise alone","[\"Practice\",{\"scenario\":\"\"}]"],["Standings","[\"ShowBoard\",{\"scope\":\"games\",\"period\":\"all\"}]"]],"then":null,"refused":""}','2026-09-07 08:00:00.000000');
INSERT INTO "once" VALUES('discord:guild-1:delivery-3','discord:guild-1','{"said":["You are in POL 210.","No game is running. Quiz yourself, or practise against bots."],"facts":[["Your alias","hazel bison"],["Your role","student"]],"next":[["Quiz me","[\"StudyQuiz\",{\"topic\":\"\",\"count\":5}]"],["Practise alone","[\"Practice\",{\"scenario\":\"\"}]"],["Standings","[\"ShowBoard\",{\"scope\":\"games\",\"period\":\"all\"}]"]],"then":null,"refused":""}','2026-09-07 08:00:00.000000');
CREATE TABLE people (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	alias TEXT NOT NULL, 
	plain BOOLEAN NOT NULL, 
	theme TEXT NOT NULL, 
	reminders BOOLEAN NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id)
);
INSERT INTO "people" VALUES('1M1XE3600000189RAPPD','discord:guild-1','lively newt',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE36010001J1AV4Y8','discord:guild-1','vivid bison',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE36010401ZM4NASB','discord:guild-1','hazel bison',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE360108011N8N3K1','discord:guild-1','olive ibis',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE36010C01MA7XTEQ','discord:guild-1','brisk newt',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE36010G01VS0KPQM','discord:guild-1','serene marten',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE36010M01WBARMCG','discord:guild-1','polar heron',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE361J0001VAMBPZR','discord:guild-2','swift ibex',0,'dark',1,'2026-09-07 08:00:00.000000');
INSERT INTO "people" VALUES('1M1XE361K00011BAT7HP','discord:guild-2','quiet badger',0,'dark',1,'2026-09-07 08:00:00.000000');
CREATE TABLE places (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	session TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	seat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	part TEXT NOT NULL, 
	ready TEXT NOT NULL, 
	opened BOOLEAN NOT NULL, 
	live BOOLEAN NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_places PRIMARY KEY (id), 
	CONSTRAINT fk_places_person FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT fk_places_table FOREIGN KEY("table") REFERENCES tables (id)
);
INSERT INTO "places" VALUES('1M1XE3607000226BFPE5','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x','1M1XE36010C01MA7XTEQ','head','r2.talk',0,0,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE36070003DYMNE3K','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y','1M1XE36010401ZM4NASB','head','r2.talk',0,0,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE360700041815WTM','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x1','1M1XE36010001J1AV4Y8','head','',0,0,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE36070005VQ26AQ3','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y1','1M1XE36010G01VS0KPQM','head','',0,0,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE36070006J4X90NW','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x2','1M1XE360108011N8N3K1','head','',0,0,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE36070007JDFJXZP','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y2','1M1XE36010M01WBARMCG','head','',0,0,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE361A0002FMRV0KR','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA','marden','1M1XE36010001J1AV4Y8','head','',0,1,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE361A0003BSMPAMF','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT','1M1XE361A00015QRVTDA','oskar','1M1XE360108011N8N3K1','head','',0,1,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE361A0005KM2NPH5','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD','marden','1M1XE36010C01MA7XTEQ','head','',0,1,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE361A000623CFVWG','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT','1M1XE361A0004SN8SKVD','oskar','1M1XE36010401ZM4NASB','head','',0,1,'2026-09-07 08:00:00.000000');
INSERT INTO "places" VALUES('1M1XE361P00030HJ9RNE','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE361P0001PA765GW','1M1XE361P0002KF7BAPW','x','1M1XE36010M01WBARMCG','head','',0,1,'2026-09-07 08:00:00.000000');
CREATE TABLE scores (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	session TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	seat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	payoff FLOAT NOT NULL, 
	points FLOAT NOT NULL, 
	belief FLOAT, 
	duplicate FLOAT, 
	counts BOOLEAN NOT NULL, 
	CONSTRAINT pk_scores PRIMARY KEY (id), 
	CONSTRAINT fk_scores_table FOREIGN KEY("table") REFERENCES tables (id)
);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:x','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x','1M1XE36010C01MA7XTEQ',54.0,72.97,NULL,72.97,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:y','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y','1M1XE36010401ZM4NASB',46.0,78.55,NULL,78.55,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:x1','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x1','1M1XE36010001J1AV4Y8',-30.5,-10.0,7.83099999999999907274e-01,-10.0,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:y1','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y1','1M1XE36010G01VS0KPQM',-9.0,88.89,0.9456,88.89,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:x2','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x2','1M1XE360108011N8N3K1',-5.5,84.28,0.9456,84.28,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:y2','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y2','1M1XE36010M01WBARMCG',-17.0,72.43,0.9456,72.43,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:x3','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','x3','',-15.5,44.21,0.9456,44.21,1);
INSERT INTO "scores" VALUES('1M1XE360700011C1MZ5B:y3','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD','1M1XE360700011C1MZ5B','y3','',-33.0,-22.22,7.83099999999999907274e-01,-22.22,1);
CREATE TABLE sealed_moves (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	"table" TEXT NOT NULL, 
	phase TEXT NOT NULL, 
	seat TEXT NOT NULL, 
	person TEXT NOT NULL, 
	move TEXT NOT NULL, 
	"values" TEXT NOT NULL, 
	CONSTRAINT pk_sealed_moves PRIMARY KEY (id), 
	CONSTRAINT fk_sealed_moves_table FOREIGN KEY("table") REFERENCES tables (id)
);
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:check:x','discord:guild-1','1M1XE360700011C1MZ5B','check','x','1M1XE36010C01MA7XTEQ','check','{"passes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:check:y','discord:guild-1','1M1XE360700011C1MZ5B','check','y','1M1XE36010401ZM4NASB','check','{"passes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:check:x1','discord:guild-1','1M1XE360700011C1MZ5B','check','x1','1M1XE36010001J1AV4Y8','check','{"passes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:check:y1','discord:guild-1','1M1XE360700011C1MZ5B','check','y1','1M1XE36010G01VS0KPQM','check','{"passes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:check:x2','discord:guild-1','1M1XE360700011C1MZ5B','check','x2','1M1XE360108011N8N3K1','check','{"passes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:check:y2','discord:guild-1','1M1XE360700011C1MZ5B','check','y2','1M1XE36010M01WBARMCG','check','{"passes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.final:x','discord:guild-1','1M1XE360700011C1MZ5B','r1.final','x','1M1XE36010C01MA7XTEQ','final','{"share":50}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.final:y','discord:guild-1','1M1XE360700011C1MZ5B','r1.final','y','1M1XE36010401ZM4NASB','final','{"share":50}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.final:x1','discord:guild-1','1M1XE360700011C1MZ5B','r1.final','x1','1M1XE36010001J1AV4Y8','predict','{"chance":67}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.final:y1','discord:guild-1','1M1XE360700011C1MZ5B','r1.final','y1','1M1XE36010G01VS0KPQM','predict','{"chance":92}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.final:x2','discord:guild-1','1M1XE360700011C1MZ5B','r1.final','x2','1M1XE360108011N8N3K1','predict','{"chance":92}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.final:y2','discord:guild-1','1M1XE360700011C1MZ5B','r1.final','y2','1M1XE36010M01WBARMCG','predict','{"chance":92}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.vote:x1','discord:guild-1','1M1XE360700011C1MZ5B','r1.vote','x1','1M1XE36010001J1AV4Y8','vote','{"yes":false}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.vote:y1','discord:guild-1','1M1XE360700011C1MZ5B','r1.vote','y1','1M1XE36010G01VS0KPQM','vote','{"yes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.vote:x2','discord:guild-1','1M1XE360700011C1MZ5B','r1.vote','x2','1M1XE360108011N8N3K1','vote','{"yes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r1.vote:y2','discord:guild-1','1M1XE360700011C1MZ5B','r1.vote','y2','1M1XE36010M01WBARMCG','vote','{"yes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.final:x','discord:guild-1','1M1XE360700011C1MZ5B','r2.final','x','1M1XE36010C01MA7XTEQ','final','{"share":54}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.final:y','discord:guild-1','1M1XE360700011C1MZ5B','r2.final','y','1M1XE36010401ZM4NASB','final','{"share":38}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.final:x1','discord:guild-1','1M1XE360700011C1MZ5B','r2.final','x1','1M1XE36010001J1AV4Y8','predict','{"chance":43}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.final:y1','discord:guild-1','1M1XE360700011C1MZ5B','r2.final','y1','1M1XE36010G01VS0KPQM','predict','{"chance":68}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.final:x2','discord:guild-1','1M1XE360700011C1MZ5B','r2.final','x2','1M1XE360108011N8N3K1','predict','{"chance":68}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.final:y2','discord:guild-1','1M1XE360700011C1MZ5B','r2.final','y2','1M1XE36010M01WBARMCG','predict','{"chance":68}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.vote:x1','discord:guild-1','1M1XE360700011C1MZ5B','r2.vote','x1','1M1XE36010001J1AV4Y8','vote','{"yes":false}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.vote:y1','discord:guild-1','1M1XE360700011C1MZ5B','r2.vote','y1','1M1XE36010G01VS0KPQM','vote','{"yes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.vote:x2','discord:guild-1','1M1XE360700011C1MZ5B','r2.vote','x2','1M1XE360108011N8N3K1','vote','{"yes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE360700011C1MZ5B:r2.vote:y2','discord:guild-1','1M1XE360700011C1MZ5B','r2.vote','y2','1M1XE36010M01WBARMCG','vote','{"yes":true}');
INSERT INTO "sealed_moves" VALUES('1M1XE361A00015QRVTDA:check:marden','discord:guild-1','1M1XE361A00015QRVTDA','check','marden','1M1XE36010001J1AV4Y8','answer','{"choice":"b"}');
INSERT INTO "sealed_moves" VALUES('1M1XE361A00015QRVTDA:check:oskar','discord:guild-1','1M1XE361A00015QRVTDA','check','oskar','1M1XE360108011N8N3K1','answer','{"choice":"b"}');
INSERT INTO "sealed_moves" VALUES('1M1XE361A0004SN8SKVD:check:marden','discord:guild-1','1M1XE361A0004SN8SKVD','check','marden','1M1XE36010C01MA7XTEQ','answer','{"choice":"b"}');
INSERT INTO "sealed_moves" VALUES('1M1XE361A0004SN8SKVD:check:oskar','discord:guild-1','1M1XE361A0004SN8SKVD','check','oskar','1M1XE36010401ZM4NASB','answer','{"choice":"b"}');
CREATE TABLE sections (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	name TEXT NOT NULL, 
	code TEXT NOT NULL, 
	board BOOLEAN NOT NULL, 
	notes BOOLEAN NOT NULL, 
	quiet_from BIGINT NOT NULL, 
	quiet_to BIGINT NOT NULL, 
	zone TEXT NOT NULL, 
	reviews BIGINT NOT NULL, 
	fresh BIGINT NOT NULL, 
	exam DATE, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_sections PRIMARY KEY (id), 
	CONSTRAINT uq_sections_code UNIQUE (code)
);
INSERT INTO "sections" VALUES('1M1XE36000002KMKBM2Z','discord:guild-1','POL 210','1HFWMK',1,1,0,0,'UTC',20,5,NULL,'2026-09-07 08:00:00.000000');
INSERT INTO "sections" VALUES('1M1XE361J0002AVYDHJ5','discord:guild-2','IR 101','PRHS5G',1,1,0,0,'UTC',20,5,NULL,'2026-09-07 08:00:00.000000');
CREATE TABLE sessions (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	scenario TEXT NOT NULL, 
	game TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	title TEXT NOT NULL, 
	params TEXT NOT NULL, 
	seed TEXT NOT NULL, 
	status TEXT NOT NULL, 
	started_by TEXT NOT NULL, 
	bots TEXT NOT NULL, 
	pace BIGINT NOT NULL, 
	groups TEXT NOT NULL, 
	deadline BIGINT, 
	page BIGINT NOT NULL, 
	at DATETIME NOT NULL, 
	ended DATETIME, 
	CONSTRAINT pk_sessions PRIMARY KEY (id), 
	CONSTRAINT fk_sessions_section FOREIGN KEY(section) REFERENCES sections (id)
);
INSERT INTO "sessions" VALUES('1M1XE36050001M9TD8BD','discord:guild-1','1M1XE36000002KMKBM2Z','game','ratify-or-revert','ratify-or-revert',1,'The Sound of Vell','{"side_x":"Xandria","side_y":"Yavoria","goods":"licences","voters":3,"rounds":2,"tied":"x","middle":36,"draw":2,"division":16,"cut":15,"noise":5,"reversion_x":0,"reversion_y":0,"check_seconds":45,"talk_seconds":180,"final_seconds":60,"vote_seconds":60}','5490734dd13ced4d1146d06d06da10e6','over','1M1XE3600000189RAPPD','theory',100,'[]',NULL,1,'2026-09-07 08:00:00.000000','2026-09-07 08:00:00.000000');
INSERT INTO "sessions" VALUES('1M1XE36180001N5YXAFT','discord:guild-1','1M1XE36000002KMKBM2Z','game','treaty-table','treaty-table',1,'The Straits Accord','{"issues":[{"key":"pledge","title":"Pledge","options":["Consult","Defend if attacked","Defend in any war"]},{"key":"bases","title":"Bases in Marden","options":["None","One harbour","Three harbours"]},{"key":"money","title":"Oskar pays a year","options":["Nothing","40 million","90 million"]}],"states":[{"weights":[50,30,20],"values":[[0,5,10],[10,6,0],[0,4,10]],"reservation":300,"key":"marden","name":"Marden","groups":[{"weights":[20,40,40],"values":[[2,6,10],[10,6,0],[0,6,10]],"reservation":420,"key":"unions","name":"Dockers'' unions","votes":2},{"weights":[60,30,10],"values":[[0,5,10],[2,8,10],[4,6,10]],"reservation":500,"key":"officers","name":"Officers","votes":1},{"weights":[35,25,40],"values":[[2,6,10],[10,7,3],[0,5,10]],"reservation":480,"key":"merchants","name":"Merchants","votes":2}],"institution":{"title":"Majority of the assembly","rule":"majority","quota":0,"vetoes":[]},"other_institution":{"title":"Decree of the council","rule":"quota","quota":2,"vetoes":[]}},{"weights":[30,50,20],"values":[[10,7,0],[0,4,10],[10,7,0]],"reservation":300,"key":"oskar","name":"Oskar","groups":[{"weights":[25,65,10],"values":[[4,8,10],[0,5,10],[6,6,4]],"reservation":480,"key":"generals","name":"Generals","votes":2},{"weights":[25,25,50],"values":[[10,8,3],[2,6,10],[10,6,0]],"reservation":520,"key":"taxpayers","name":"Taxpayers","votes":2},{"weights":[60,25,15],"values":[[10,7,0],[10,6,0],[8,7,3]],"reservation":520,"key":"doves","name":"Peace movement","votes":1}],"institution":{"title":"Two-thirds of the senate","rule":"two_thirds","quota":0,"vetoes":[]},"other_institution":{"title":"Executive agreement","rule":"majority","quota":0,"vetoes":[]}}],"groups_by":"bots","check_seconds":90,"talk_seconds":480,"vote_seconds":60,"return_seconds":180,"honour_seconds":45,"side_payment":150,"institution_cost":60,"gain_from_reneging":60,"gain_spread":30,"penalty":80,"harm":60,"doubt":0,"noise":2}','133c9257b425f7e862252019c31d3e2f','running','1M1XE3600000189RAPPD','theory',100,'[]',NULL,0,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "sessions" VALUES('1M1XE361M00013BKCJTC','discord:guild-2','1M1XE361J0002AVYDHJ5','game','ratify-or-revert','ratify-or-revert',1,'The Sound of Vell','{"side_x":"Xandria","side_y":"Yavoria","goods":"licences","voters":3,"rounds":2,"tied":"x","middle":36,"draw":2,"division":16,"cut":15,"noise":5,"reversion_x":0,"reversion_y":0,"check_seconds":45,"talk_seconds":180,"final_seconds":60,"vote_seconds":60}','ba0677c3071ac8f0da6c0a4610444cff','lobby','1M1XE361J0001VAMBPZR','theory',100,'[]',1788768120000,0,'2026-09-07 08:00:00.000000',NULL);
INSERT INTO "sessions" VALUES('1M1XE361P0001PA765GW','discord:guild-1','1M1XE36000002KMKBM2Z','practice','ratify-or-revert','ratify-or-revert',1,'The Sound of Vell','{"side_x":"Xandria","side_y":"Yavoria","goods":"licences","voters":3,"rounds":2,"tied":"x","middle":36,"draw":2,"division":16,"cut":15,"noise":5,"reversion_x":0,"reversion_y":0,"check_seconds":45,"talk_seconds":180,"final_seconds":60,"vote_seconds":60}','1b367f5e16d2bd7e621662282820aed1','running','1M1XE36010M01WBARMCG','theory',100,'[]',NULL,0,'2026-09-07 08:00:00.000000',NULL);
CREATE TABLE signups (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	session TEXT NOT NULL, 
	person TEXT NOT NULL, 
	CONSTRAINT pk_signups PRIMARY KEY (id), 
	CONSTRAINT fk_signups_person FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT fk_signups_session FOREIGN KEY(session) REFERENCES sessions (id), 
	CONSTRAINT uq_signups_session_person UNIQUE (session, person)
);
INSERT INTO "signups" VALUES('1M1XE361N0001JKT74FS','discord:guild-2','1M1XE361J0002AVYDHJ5','1M1XE361M00013BKCJTC','1M1XE361K00011BAT7HP');
CREATE TABLE snapshots (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	game TEXT NOT NULL, 
	version BIGINT NOT NULL, 
	seq BIGINT NOT NULL, 
	position TEXT NOT NULL, 
	CONSTRAINT pk_snapshots PRIMARY KEY (id), 
	CONSTRAINT fk_snapshots_id FOREIGN KEY(id) REFERENCES tables (id)
);
INSERT INTO "snapshots" VALUES('1M1XE360700011C1MZ5B','discord:guild-1','ratify-or-revert',1,36,'{"params":{"side_x":"Xandria","side_y":"Yavoria","goods":"licences","voters":3,"rounds":2,"tied":"x","middle":36,"draw":2,"division":16,"cut":15,"noise":5,"reversion_x":0,"reversion_y":0,"check_seconds":45,"talk_seconds":180,"final_seconds":60,"vote_seconds":60},"seats":[{"key":"x","title":"Xandria''s negotiator","role":"negotiator","team":"x"},{"key":"y","title":"Yavoria''s negotiator","role":"negotiator","team":"y"},{"key":"x1","title":"Xandria''s voter 1","role":"voter","team":"x"},{"key":"y1","title":"Yavoria''s voter 1","role":"voter","team":"y"},{"key":"x2","title":"Xandria''s voter 2","role":"voter","team":"x"},{"key":"y2","title":"Yavoria''s voter 2","role":"voter","team":"y"},{"key":"x3","title":"Xandria''s voter 3","role":"voter","team":"x"},{"key":"y3","title":"Yavoria''s voter 3","role":"voter","team":"y"}],"cards":[{"x":{"ideals":[23,48,38],"quota":2,"estimate":76},"y":{"ideals":[45,37,21],"quota":2,"estimate":70}},{"x":{"ideals":[8,33,23],"quota":2,"estimate":43},"y":{"ideals":[45,37,21],"quota":2,"estimate":70}}],"step":"end","round":2,"offers":[{"seat":"x","share":87},{"seat":"y","share":25},{"seat":"x","share":79},{"seat":"y","share":33},{"seat":"x","share":70},{"seat":"y","share":42},{"seat":"x","share":62},{"seat":"y","share":50}],"red_lines":[{"round":1,"seat":"x3","least":24},{"round":1,"seat":"y3","least":58},{"round":1,"seat":"x1","least":54},{"round":1,"seat":"y1","least":10},{"round":1,"seat":"x2","least":4},{"round":1,"seat":"y2","least":26},{"round":2,"seat":"x3","least":54},{"round":2,"seat":"y3","least":58},{"round":2,"seat":"x1","least":84},{"round":2,"seat":"y1","least":10},{"round":2,"seat":"x2","least":34},{"round":2,"seat":"y2","least":26}],"straws":[],"finals":null,"answers":[["x",true],["y",true],["x1",true],["y1",true],["x2",true],["y2",true],["x3",true],["y3",true]],"predictions":[{"round":1,"phase":"r1.final","seat":"x1","chance":67},{"round":1,"phase":"r1.final","seat":"y1","chance":92},{"round":1,"phase":"r1.final","seat":"x2","chance":92},{"round":1,"phase":"r1.final","seat":"y2","chance":92},{"round":1,"phase":"r1.final","seat":"x3","chance":92},{"round":1,"phase":"r1.final","seat":"y3","chance":67},{"round":2,"phase":"r2.final","seat":"x1","chance":43},{"round":2,"phase":"r2.final","seat":"y1","chance":68},{"round":2,"phase":"r2.final","seat":"x2","chance":68},{"round":2,"phase":"r2.final","seat":"y2","chance":68},{"round":2,"phase":"r2.final","seat":"x3","chance":68},{"round":2,"phase":"r2.final","seat":"y3","chance":43}],"results":[{"finals":[50,50],"treaty":50,"yes_x":2,"yes_y":2,"ratified":true,"ballots":[{"seat":"x1","yes":false,"source":"person"},{"seat":"y1","yes":true,"source":"person"},{"seat":"x2","yes":true,"source":"person"},{"seat":"y2","yes":true,"source":"person"},{"seat":"x3","yes":true,"source":"bot"},{"seat":"y3","yes":false,"source":"bot"}]},{"finals":[54,62],"treaty":58,"yes_x":2,"yes_y":2,"ratified":true,"ballots":[{"seat":"x1","yes":false,"source":"person"},{"seat":"y1","yes":true,"source":"person"},{"seat":"x2","yes":true,"source":"person"},{"seat":"y2","yes":true,"source":"person"},{"seat":"x3","yes":true,"source":"bot"},{"seat":"y3","yes":false,"source":"bot"}]}]}');
INSERT INTO "snapshots" VALUES('1M1XE361A00015QRVTDA','discord:guild-1','treaty-table',1,7,'{"dealt":{"issues":[{"key":"pledge","title":"Pledge","options":["Consult","Defend if attacked","Defend in any war"]},{"key":"bases","title":"Bases in Marden","options":["None","One harbour","Three harbours"]},{"key":"money","title":"Oskar pays a year","options":["Nothing","40 million","90 million"]}],"states":[{"weights":[50,30,20],"values":[[0,5,10],[10,6,0],[0,4,10]],"reservation":300,"key":"marden","name":"Marden","groups":[{"weights":[19,40,41],"values":[[2,6,10],[10,6,0],[0,6,10]],"reservation":420,"key":"unions","name":"Dockers'' unions","votes":2},{"weights":[59,31,10],"values":[[0,5,10],[2,8,10],[4,6,10]],"reservation":500,"key":"officers","name":"Officers","votes":1},{"weights":[35,27,38],"values":[[1,6,10],[10,7,3],[0,4,10]],"reservation":480,"key":"merchants","name":"Merchants","votes":2}],"institution":{"title":"Majority of the assembly","rule":"majority","quota":0,"vetoes":[]},"other_institution":{"title":"Decree of the council","rule":"quota","quota":2,"vetoes":[]}},{"weights":[30,50,20],"values":[[10,7,0],[0,4,10],[10,7,0]],"reservation":300,"key":"oskar","name":"Oskar","groups":[{"weights":[26,65,9],"values":[[4,8,10],[0,5,10],[6,6,4]],"reservation":480,"key":"generals","name":"Generals","votes":2},{"weights":[26,25,49],"values":[[10,8,3],[2,6,10],[10,6,0]],"reservation":520,"key":"taxpayers","name":"Taxpayers","votes":2},{"weights":[58,25,17],"values":[[10,7,0],[10,6,0],[8,7,3]],"reservation":520,"key":"doves","name":"Peace movement","votes":1}],"institution":{"title":"Two-thirds of the senate","rule":"two_thirds","quota":0,"vetoes":[]},"other_institution":{"title":"Executive agreement","rule":"majority","quota":0,"vetoes":[]}}],"groups_by":"bots","check_seconds":90,"talk_seconds":480,"vote_seconds":60,"return_seconds":180,"honour_seconds":45,"side_payment":150,"institution_cost":60,"gain_from_reneging":60,"gain_spread":30,"penalty":80,"harm":60,"doubt":0,"noise":2},"shifts":[[0,0,0],[0,0,0]],"gains":[38,47],"observers":[],"stage":"talk-1","ending":"","drafts":[{"number":1,"by":"marden","options":[2,0,2],"stage":"talk-1"},{"number":2,"by":"oskar","options":[0,2,0],"stage":"talk-1"},{"number":3,"by":"marden","options":[2,1,2],"stage":"talk-1"},{"number":4,"by":"oskar","options":[0,2,1],"stage":"talk-1"},{"number":5,"by":"marden","options":[2,0,1],"stage":"talk-1"}],"tabled":0,"signed":[],"parting":[],"ratifications":[],"payments":[],"switched":[],"signals":[],"checks":[{"seat":"marden","value":"b"},{"seat":"oskar","value":"b"}],"predictions":[],"conduct":[]}');
INSERT INTO "snapshots" VALUES('1M1XE361A0004SN8SKVD','discord:guild-1','treaty-table',1,7,'{"dealt":{"issues":[{"key":"pledge","title":"Pledge","options":["Consult","Defend if attacked","Defend in any war"]},{"key":"bases","title":"Bases in Marden","options":["None","One harbour","Three harbours"]},{"key":"money","title":"Oskar pays a year","options":["Nothing","40 million","90 million"]}],"states":[{"weights":[50,30,20],"values":[[0,5,10],[10,6,0],[0,4,10]],"reservation":300,"key":"marden","name":"Marden","groups":[{"weights":[19,40,41],"values":[[2,6,10],[10,6,0],[0,6,10]],"reservation":420,"key":"unions","name":"Dockers'' unions","votes":2},{"weights":[59,31,10],"values":[[0,5,10],[2,8,10],[4,6,10]],"reservation":500,"key":"officers","name":"Officers","votes":1},{"weights":[35,27,38],"values":[[1,6,10],[10,7,3],[0,4,10]],"reservation":480,"key":"merchants","name":"Merchants","votes":2}],"institution":{"title":"Majority of the assembly","rule":"majority","quota":0,"vetoes":[]},"other_institution":{"title":"Decree of the council","rule":"quota","quota":2,"vetoes":[]}},{"weights":[30,50,20],"values":[[10,7,0],[0,4,10],[10,7,0]],"reservation":300,"key":"oskar","name":"Oskar","groups":[{"weights":[26,65,9],"values":[[4,8,10],[0,5,10],[6,6,4]],"reservation":480,"key":"generals","name":"Generals","votes":2},{"weights":[26,25,49],"values":[[10,8,3],[2,6,10],[10,6,0]],"reservation":520,"key":"taxpayers","name":"Taxpayers","votes":2},{"weights":[58,25,17],"values":[[10,7,0],[10,6,0],[8,7,3]],"reservation":520,"key":"doves","name":"Peace movement","votes":1}],"institution":{"title":"Two-thirds of the senate","rule":"two_thirds","quota":0,"vetoes":[]},"other_institution":{"title":"Executive agreement","rule":"majority","quota":0,"vetoes":[]}}],"groups_by":"bots","check_seconds":90,"talk_seconds":480,"vote_seconds":60,"return_seconds":180,"honour_seconds":45,"side_payment":150,"institution_cost":60,"gain_from_reneging":60,"gain_spread":30,"penalty":80,"harm":60,"doubt":0,"noise":2},"shifts":[[0,0,0],[0,0,0]],"gains":[38,47],"observers":[],"stage":"talk-1","ending":"","drafts":[{"number":1,"by":"marden","options":[2,0,2],"stage":"talk-1"},{"number":2,"by":"oskar","options":[0,2,0],"stage":"talk-1"},{"number":3,"by":"marden","options":[2,1,2],"stage":"talk-1"},{"number":4,"by":"oskar","options":[0,2,1],"stage":"talk-1"},{"number":5,"by":"marden","options":[2,0,1],"stage":"talk-1"}],"tabled":0,"signed":[],"parting":[],"ratifications":[],"payments":[],"switched":[],"signals":[],"checks":[{"seat":"marden","value":"b"},{"seat":"oskar","value":"b"}],"predictions":[],"conduct":[]}');
INSERT INTO "snapshots" VALUES('1M1XE361P0002KF7BAPW','discord:guild-1','ratify-or-revert',1,1,'{"params":{"side_x":"Xandria","side_y":"Yavoria","goods":"licences","voters":3,"rounds":2,"tied":"x","middle":36,"draw":2,"division":16,"cut":15,"noise":5,"reversion_x":0,"reversion_y":0,"check_seconds":45,"talk_seconds":180,"final_seconds":60,"vote_seconds":60},"seats":[{"key":"x","title":"Xandria''s negotiator","role":"negotiator","team":"x"},{"key":"y","title":"Yavoria''s negotiator","role":"negotiator","team":"y"},{"key":"x1","title":"Xandria''s voter 1","role":"voter","team":"x"},{"key":"y1","title":"Yavoria''s voter 1","role":"voter","team":"y"},{"key":"x2","title":"Xandria''s voter 2","role":"voter","team":"x"},{"key":"y2","title":"Yavoria''s voter 2","role":"voter","team":"y"},{"key":"x3","title":"Xandria''s voter 3","role":"voter","team":"x"},{"key":"y3","title":"Yavoria''s voter 3","role":"voter","team":"y"}],"cards":[{"x":{"ideals":[38,21,44],"quota":2,"estimate":76},"y":{"ideals":[16,44,34],"quota":2,"estimate":68}},{"x":{"ideals":[23,6,29],"quota":2,"estimate":44},"y":{"ideals":[16,44,34],"quota":2,"estimate":68}}],"step":"check","round":1,"offers":[],"red_lines":[],"straws":[],"finals":null,"answers":[],"predictions":[],"results":[]}');
CREATE TABLE studies (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	person TEXT NOT NULL, 
	queue TEXT NOT NULL, 
	at_question BIGINT NOT NULL, 
	answered TEXT NOT NULL, 
	day DATE NOT NULL, 
	reviews BIGINT NOT NULL, 
	fresh BIGINT NOT NULL, 
	undo TEXT NOT NULL, 
	CONSTRAINT pk_studies PRIMARY KEY (id), 
	CONSTRAINT fk_studies_person FOREIGN KEY(person) REFERENCES people (id), 
	CONSTRAINT fk_studies_section FOREIGN KEY(section) REFERENCES sections (id)
);
INSERT INTO "studies" VALUES('1M1XE36000002KMKBM2Z:1M1XE36010001J1AV4Y8','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36010001J1AV4Y8','["two-level-name","two-level-author"]',1,'','2026-09-07',0,1,'1M1XE36030001SB7H4P8');
CREATE TABLE tables (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	section TEXT NOT NULL, 
	session TEXT NOT NULL, 
	number BIGINT NOT NULL, 
	status TEXT NOT NULL, 
	seq BIGINT NOT NULL, 
	phase TEXT NOT NULL, 
	opened BIGINT NOT NULL, 
	deadline BIGINT, 
	"left" BIGINT, 
	waiting BIGINT NOT NULL, 
	done BIGINT NOT NULL, 
	late BOOLEAN NOT NULL, 
	CONSTRAINT pk_tables PRIMARY KEY (id), 
	CONSTRAINT fk_tables_session FOREIGN KEY(session) REFERENCES sessions (id), 
	CONSTRAINT uq_tables_session_number UNIQUE (session, number)
);
INSERT INTO "tables" VALUES('1M1XE360700011C1MZ5B','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36050001M9TD8BD',1,'over',36,'',1788768000000,NULL,NULL,0,0,0);
INSERT INTO "tables" VALUES('1M1XE361A00015QRVTDA','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT',1,'running',7,'talk-1',1788768000000,1788768480000,NULL,2,0,0);
INSERT INTO "tables" VALUES('1M1XE361A0004SN8SKVD','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE36180001N5YXAFT',2,'running',7,'talk-1',1788768000000,1788768480000,NULL,2,0,0);
INSERT INTO "tables" VALUES('1M1XE361P0002KF7BAPW','discord:guild-1','1M1XE36000002KMKBM2Z','1M1XE361P0001PA765GW',1,'running',1,'check',1788768000000,1788768045000,NULL,1,0,0);
CREATE TABLE writings (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	person TEXT NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_writings PRIMARY KEY (id)
);
INSERT INTO "writings" VALUES('1M1XE361H000124BANH7','discord:guild-1','1M1XE36010001J1AV4Y8','Shall we sign?');
CREATE INDEX ix_once_at ON once (at);
CREATE INDEX ix_people_workspace_alias ON people (workspace, alias);
CREATE INDEX ix_accounts_person ON accounts (person);
CREATE INDEX ix_attempts_section_person ON attempts (section, person);
CREATE INDEX ix_bindings_section ON bindings (section);
CREATE INDEX ix_cards_section_person ON cards (section, person);
CREATE INDEX ix_memberships_person ON memberships (person);
CREATE INDEX ix_sessions_deadline ON sessions (deadline);
CREATE INDEX ix_sessions_section_status ON sessions (section, status);
CREATE INDEX ix_tables_deadline ON tables (deadline);
CREATE INDEX ix_tables_session ON tables (session);
CREATE INDEX ix_chairs_session ON chairs (session);
CREATE INDEX ix_chairs_table ON chairs ("table");
CREATE INDEX ix_drafts_table_seat ON drafts ("table", seat);
CREATE INDEX ix_notes_table ON notes ("table");
CREATE INDEX ix_places_person_live ON places (person, live);
CREATE INDEX ix_places_session_person ON places (session, person);
CREATE INDEX ix_places_table ON places ("table");
CREATE INDEX ix_scores_section ON scores (section);
CREATE INDEX ix_scores_session_seat ON scores (session, seat);
CREATE INDEX ix_scores_table_seat ON scores ("table", seat);
CREATE INDEX ix_sealed_moves_table_phase ON sealed_moves ("table", phase);
COMMIT;
