"""Frames: what is taken in, and everything that is not."""

import json
import struct

import pytest

from grader.worker.protocol import (
    MAX_DEPTH,
    MAX_FRAME,
    Bye,
    Call,
    Close,
    End,
    Explore,
    FrameWriter,
    Hello,
    Observed,
    ProtocolError,
    Ready,
    downward_reader,
    upward_reader,
)

RUN = "0" * 32


def frame(body: object, *, run: object = RUN, seq: object = 0) -> bytes:
    return raw(json.dumps({"run": run, "seq": seq, "body": body}).encode())


def raw(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def observed(value: object) -> dict[str, object]:
    return {"type": "observed", "request": "r", "value": value}


def test_messages_survive_the_way():
    writer, reader = FrameWriter(RUN), upward_reader(RUN)
    sent = [
        Hello(protocol=1, python="3.11"),
        Ready(limits=[]),
        Observed(request="r", value={"a": [1, 2.5, None]}),
        Bye(),
    ]
    data = b"".join(map(writer.pack, sent))
    assert reader.feed(data) == sent


def test_requests_survive_the_way_byte_by_byte():
    writer, reader = FrameWriter(RUN), downward_reader(RUN)
    sent = [Explore(request="a", scenario="s", args=[[50, 70]]), Call(request="b", scenario="s"), Close()]
    got = [message for byte in b"".join(map(writer.pack, sent)) for message in reader.feed(bytes([byte]))]
    assert got == sent
    assert reader.pending == 0


def test_strings_may_hold_any_brackets():
    assert upward_reader(RUN).feed(frame(observed("[{" * 200 + '"\\')))[0].value == "[{" * 200 + '"\\'


def test_depth_up_to_the_limit():
    def deep(depth: int) -> bytes:
        value: object = 1
        for _ in range(depth - 2):  # the frame and its body are two
            value = [value]
        return frame(observed(value))

    assert upward_reader(RUN).feed(deep(MAX_DEPTH))
    with pytest.raises(ProtocolError, match="nested deeper than 64"):
        upward_reader(RUN).feed(deep(MAX_DEPTH + 1))


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (struct.pack(">I", MAX_FRAME + 1), "1048577 bytes"),
        (b"passed\n", "bytes"),
        (raw(b""), "not a frame"),
        (raw(b"{}"), "not a frame"),
        (raw(b"[" * 65 + b"]" * 65), "nested deeper"),
        (raw(b"[" * 100_000), "nested deeper"),
        (raw(b'{"run":"\xff","seq":0,"body":{"type":"bye"}}'), "not a frame"),
        (frame({"type": "bye"}, run="1" * 32), "another run"),
        (frame({"type": "bye"}, seq=1), "frame 1 where 0 was due"),
        (frame({"type": "bye"}, seq="0"), "not a frame"),
        (frame({"type": "bye"}, seq=True), "not a frame"),
        (frame({"type": "passed"}), "not a frame"),
        (frame({"type": "call", "request": "", "scenario": ""}), "not a frame"),
        (frame({"type": "bye", "verdict": "passed"}), "not a frame"),
        (frame({"type": "end", "request": "r", "frames": 1.5}), "not a frame"),
        (frame(observed(1 << 63)), "out of range"),
        (frame(observed({"a": [-(1 << 64)]})), "out of range"),
        (
            raw(b'{"run":"' + RUN.encode() + b'","seq":0,"body":{"type":"observed","request":"","value":NaN}}'),
            "not a frame",
        ),
        (
            raw(b'{"run":"' + RUN.encode() + b'","seq":0,"body":{"type":"observed","request":"","value":1e999}}'),
            "out of range",
        ),
    ],
)
def test_anything_else_is_refused(data, reason):
    with pytest.raises(ProtocolError, match=reason):
        upward_reader(RUN).feed(data)


def test_the_same_number_twice_is_refused():
    reader = upward_reader(RUN)
    reader.feed(frame({"type": "bye"}))
    with pytest.raises(ProtocolError, match="frame 0 where 1 was due"):
        reader.feed(frame({"type": "bye"}))


def test_no_more_than_16_mib_in_all():
    reader, writer = upward_reader(RUN), FrameWriter(RUN)
    big = Observed(request="r", value="x" * (MAX_FRAME - 500))
    for _ in range(16):
        writer.pack(big)
    with pytest.raises(ProtocolError, match="16777216 bytes"):
        writer.pack(big)
    for number in range(16):
        reader.feed(frame(observed("x" * (MAX_FRAME - 500)), seq=number))
    with pytest.raises(ProtocolError, match="16777216 bytes"):
        reader.feed(frame(observed("x" * (MAX_FRAME - 500)), seq=16))


def test_a_writer_refuses_what_a_reader_would_and_goes_on():
    writer = FrameWriter(RUN)
    with pytest.raises(ProtocolError):
        writer.pack(Observed(request="r", value="x" * MAX_FRAME))
    assert upward_reader(RUN).feed(writer.pack(End(request="r", frames=0))) == [End(request="r", frames=0)]


def test_there_is_no_word_for_a_verdict():
    import grader.worker.protocol as protocol

    tags = {each.__struct_config__.tag for each in vars(protocol).values() if hasattr(each, "__struct_config__")}
    assert not {"pass", "passed", "fail", "failed", "ok", "verdict", "score"} & tags
