# refused: Unmodelled
import subprocess


def main():
    subprocess.run(["true"])
