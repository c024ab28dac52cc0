"""Networks of the voice against a linear SVM, on people held out: see benchmark-voice, which starts this."""

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import numpy
from sklearn.svm import SVC

WORK = Path(os.environ["WORK"])
SEEDS = [int(seed) for seed in os.environ.get("SEEDS", "1 2 3 4 5").split()]
EMOTIONS = ["Neutral", "Neutral", "Happy", "Sad", "Angry", "Fear", "Disgust", "Surprise"]  # RAVDESS's codes from 01


SETTINGS = WORK / "run.conf"
include = os.environ.get("SETTINGS")
SETTINGS.write_text(f'include file("{Path(include).resolve()}")\n' if include else "")


def affect(job, workspace, *options):
    """Runs a job, with its log beside the workspace."""
    command = [os.environ["AFFECT"], job, "--config", SETTINGS, "--workspace", workspace, *options]
    with open(f"{workspace}.log", "a") as log:
        subprocess.run(command, stderr=log, check=True)


def printed(network, table, workspace, *options):
    """The lines that VoiceScores prints, each as a list."""
    jvm = [*os.environ["JVM"].split(), "org.sparkaffect.jobs.train.VoiceScores"]
    with open(f"{workspace}.log", "a") as log:
        out = subprocess.run(
            ["java", *jvm, network, table, workspace, *options], stdout=subprocess.PIPE, stderr=log, text=True, check=True
        )
    return [line.split(";") for line in out.stdout.splitlines()]


def functionals(table, workspace):
    return {line[0]: line[1:] for line in printed("none", table, workspace)}


def predictions(network, table, workspace):
    """By seed and whether it was from scratch: what the network says of each row of a table."""
    runs = {}
    for seed, scratch, name, label in printed(network, table, workspace, SETTINGS, *map(str, SEEDS)):
        runs.setdefault((int(seed), scratch == "true"), {})[name] = label
    return runs


def svm(values, labels, train, test, c):
    """Predictions of a linear SVM on functionals standardised by those that it is trained on."""
    numbers = {name: numpy.array(values[name], dtype=float) for name in [*train, *test]}
    known = numpy.stack([numbers[name] for name in train])
    mean, deviation = known.mean(0), known.std(0)
    deviation[deviation == 0] = 1
    classifier = SVC(kernel="linear", C=c).fit((known - mean) / deviation, [labels[name] for name in train])
    unknown = numpy.stack([numbers[name] for name in test])
    return dict(zip(test, classifier.predict((unknown - mean) / deviation)))


def score(predicted, labels, test):
    """Accuracy and mean recall."""
    right = [predicted[name] == labels[name] for name in test]
    recalls = [
        statistics.mean(predicted[name] == label for name in test if labels[name] == label)
        for label in sorted({labels[name] for name in test})
    ]
    return statistics.mean(right), statistics.mean(recalls)


def show(what, runs):
    """A line of the runs of each seed, over all folds."""
    seeds = sorted({seed for seed, _ in runs})
    for number, name in enumerate(["accuracy", "mean recall"]):
        means = [statistics.mean(s[number] for seed, s in runs if seed == of) for of in seeds]
        print(f"{what}: {name} {statistics.mean(means):.3f}, of seeds {' '.join(f'{m:.3f}' for m in means)}", flush=True)


def emotion(recordings, networks):
    files = {path.stem: path for path in sorted(Path(recordings).resolve().rglob("03-01-*.*"))}
    labels = {name: EMOTIONS[int(name.split("-")[2]) - 1] for name in files}
    people = {name: int(name.split("-")[6]) for name in files}
    runs = {}
    for fold in range(6):
        test = [name for name in files if (people[name] - 1) // 2 == fold]
        train = [name for name in files if name not in test]
        manifest, workspace = WORK / f"fold{fold}.csv", WORK / f"fold{fold}"
        manifest.write_text(
            "clip_id,uri,label,split,subject\n"
            + "".join(
                f"{name},{path},{labels[name]},{'val' if name in test else 'train'},{people[name]}\n"
                for name, path in files.items()
            )
        )
        affect("extract", workspace, "--manifest", manifest, "--stages", "acoustics")
        values = functionals("acoustics", workspace)
        for c in (0.01, 0.03, 0.1):
            runs.setdefault(f"linear SVM, C = {c}", []).append((0, score(svm(values, labels, train, test, c), labels, test)))
        for network in networks:
            for (seed, scratch), predicted in predictions(network, "acoustics", workspace).items():
                result = score(predicted, labels, test)
                what = f"{network} {'from scratch' if scratch else 'with transfer'}"
                runs.setdefault(what, []).append((seed, result))
                print(f"fold {fold} seed {seed} {what} {result[0]:.3f} {result[1]:.3f}", flush=True)
    for what, of in runs.items():
        show(what, of)


def gender(corpus):
    """Three folds by the speaker's number; each speaker counts once, however many utterances there are."""
    root = Path(corpus).resolve()
    files = {path.stem: path for path in sorted(root.rglob("*.flac"))}
    speakers = {name: name.split("-")[0] for name in files}
    lines = [line for line in (root / "SPEAKERS.TXT").read_text().splitlines() if not line.startswith(";")]
    sex = {line.split("|")[0].strip(): line.split("|")[1].strip() for line in lines}
    labels = {name: sex[speakers[name]] for name in files}
    everyone = WORK / "everyone"
    affect("pretrain-audio", everyone, "--corpus", root)
    values = functionals("speech", everyone)
    runs = {}
    for fold in range(3):
        test = [name for name in values if int(speakers[name]) % 3 == fold]
        train = [name for name in values if name not in test]
        part = WORK / f"corpus{fold}"
        for name in train:
            link = part / files[name].relative_to(root)
            link.parent.mkdir(parents=True, exist_ok=True)
            if not link.exists():
                link.symlink_to(files[name])
        shutil.copyfile(root / "SPEAKERS.TXT", part / "SPEAKERS.TXT")
        results = {f"linear SVM, C = {c}": [(0, svm(values, labels, train, test, c))] for c in (0.1, 1)}
        workspace = WORK / f"speakers{fold}"
        affect("pretrain-audio", workspace, "--corpus", part)
        for (seed, _), predicted in predictions("gender-dnn", f"speech@{everyone}", workspace).items():
            results.setdefault("gender-dnn", []).append((seed, predicted))
        for what, of in results.items():
            for seed, predicted in of:
                by_speaker = {}
                for name in test:
                    by_speaker.setdefault(speakers[name], []).append(predicted[name] == labels[name])
                result = (
                    statistics.mean(right for rights in by_speaker.values() for right in rights),
                    statistics.mean(statistics.mean(rights) for rights in by_speaker.values()),
                )
                runs.setdefault(what, []).append((seed, result))
                print(f"fold {fold} seed {seed} {what} of utterances {result[0]:.3f} of speakers {result[1]:.3f}", flush=True)
    for what, of in runs.items():
        for number, name in enumerate(["of utterances", "of speakers"]):
            seeds = sorted({seed for seed, _ in of})
            means = [statistics.mean(s[number] for seed, s in of if seed == each) for each in seeds]
            print(f"{what}: accuracy {name} {statistics.mean(means):.3f}, of seeds {' '.join(f'{m:.3f}' for m in means)}")


if sys.argv[1] == "gender":
    gender(sys.argv[2])
else:
    emotion(sys.argv[2], sys.argv[3:] or ["audio-dnn"])
