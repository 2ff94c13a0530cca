"""A Discord of our own on 127.0.0.1, to prove the adapter over a real socket, and the stories it proves.

    values.py world.py     what there is: guilds, channels, people, messages, interactions, as frozen values
    shown.py               the same as Discord's JSON
    allowed.py             who may do what where: roles and overwrites
    hours.py ids.py        time that can be skipped, and snowflakes
    bell.py                waiting for something to become true, without sleeping
    gateway.py             the websocket: hello, identify, heartbeats, resume, invalid sessions, shards
    rest.py calls.py       the REST door: token, faults, rate limits, judge, route; bodies as JSON or multipart
    routes_*.py            what each route does
    rates.py faults.py     429, 5xx, closed messages, answers lost after the work was done
    judge/                 every body against Discord's document, the limits it lacks, and the project's own rules
    people.py doing.py     simulated people, who press only what they can see
    offered.py reading.py  what the client lets them type, and what they read
    place.py               a server as a story speaks of it
    server.py              all of it together: `async with Discord() as discord`
    echo.py                a tiny bot of discord.py alone: it proves the server, and is the limit in benchmarks
    process.py             Entente itself as its own process: started, killed, started again
    pupil.py lesson.py     pupils who play whatever they are dealt, and a class of them
    verdict.py             what must be true at the end of every story

Server, judge, people and verdict are the harness, so they have tests of their own with planted faults
(`test_server_*.py`, `test_judge.py`, `test_verdict.py`); the stories are `test_story_*.py`.
"""
