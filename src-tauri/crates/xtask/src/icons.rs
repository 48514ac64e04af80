//! `cargo xtask icons`: draws the icon files from `icons/icon.svg`. The results are committed, because a build must not
//! need a drawing program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{self, Workspace};
use crate::failure::Failure;
use crate::icon_files::{self, ICNS_TYPES, Png};
use crate::prerequisites::{self, Need};

/// The PNG files that Tauri's bundler and the window use, and their sizes in pixels.
const PNG_FILES: &[(&str, u32)] =
    &[("32x32.png", 32), ("128x128.png", 128), ("128x128@2x.png", 256), ("icon.png", 512)];

/// The sizes in `icon.ico`. 32 comes first: that is the one which Tauri takes for the window while developing.
const ICO_SIDES: &[u32] = &[32, 16, 24, 48, 64, 256];

/// Draws all files again.
///
/// # Errors
/// When the drawing program is missing or fails, or a file cannot be written.
pub(crate) fn draw(workspace: &Workspace) -> Result<(), Failure> {
    prerequisites::meet(Need::Icons)?;
    let drawings = workspace.scratch("icons");
    create_folder(&drawings)?;
    let folder = workspace.path("icons");
    let png_sides = PNG_FILES.iter().map(|(_, side)| *side);
    let icns_sides = ICNS_TYPES.iter().map(|(_, side)| *side);
    let sides: BTreeSet<u32> = png_sides.chain(ICO_SIDES.iter().copied()).chain(icns_sides).collect();
    let pictures = sides
        .into_iter()
        .map(|side| Ok((side, rendered(workspace, &folder.join("icon.svg"), &drawings, side)?)))
        .collect::<Result<BTreeMap<u32, Png>, Failure>>()?;

    for (name, side) in PNG_FILES {
        write(&folder.join(name), pictures[side].bytes())?;
    }
    let ico = folder.join("icon.ico");
    let small: Vec<Png> = ICO_SIDES.iter().map(|side| pictures[side].clone()).collect();
    write(&ico, &icon_files::ico(&small).map_err(|reason| wrong(&ico, reason))?)?;
    let icns = folder.join("icon.icns");
    let all: Vec<Png> = pictures.into_values().collect();
    write(&icns, &icon_files::icns(&all).map_err(|reason| wrong(&icns, reason))?)
}

fn rendered(workspace: &Workspace, drawing: &Path, folder: &Path, side: u32) -> Result<Png, Failure> {
    let picture = folder.join(format!("{side}.png"));
    let pixels = side.to_string();
    let mut draw = workspace.program("rsvg-convert");
    draw.args(["--width", &pixels, "--height", &pixels, "--format", "png", "--output"]);
    command::run(draw.arg(&picture).arg(drawing))?;
    let bytes = fs::read(&picture).map_err(|error| Failure::File { path: picture.clone(), error })?;
    match Png::parse(bytes) {
        Ok(png) if png.side() == side => Ok(png),
        Ok(_) => Err(wrong(&picture, "has not the size that was asked for")),
        Err(reason) => Err(wrong(&picture, reason)),
    }
}

fn create_folder(path: &Path) -> Result<(), Failure> {
    fs::create_dir_all(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })
}

fn write(path: &Path, content: &[u8]) -> Result<(), Failure> {
    println!("writing {}", path.display());
    fs::write(path, content).map_err(|error| Failure::File { path: PathBuf::from(path), error })
}

fn wrong(path: &Path, reason: &str) -> Failure {
    Failure::Content { path: path.to_path_buf(), reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::icon_files::tests::{read_icns, read_ico};

    fn committed(name: &str) -> Vec<u8> {
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../icons").join(name)).unwrap()
    }

    #[test]
    fn every_committed_png_has_the_size_that_its_name_promises() {
        for (name, side) in PNG_FILES {
            assert_eq!(Png::parse(committed(name)).unwrap().side(), *side, "{name}");
        }
    }

    #[test]
    fn the_committed_containers_hold_every_size() {
        let sides: Vec<u32> = read_ico(&committed("icon.ico"))
            .into_iter()
            .map(|(named, bytes)| {
                let side = Png::parse(bytes).unwrap().side();
                assert_eq!(side, named);
                side
            })
            .collect();
        assert_eq!(sides, ICO_SIDES);
        let names: Vec<[u8; 4]> =
            read_icns(&committed("icon.icns")).into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ICNS_TYPES.iter().map(|(name, _)| **name).collect::<Vec<_>>());
    }
}
