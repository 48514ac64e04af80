//! The containers that Windows and macOS want icons in, and the little of PNG that is needed to check what goes in.
//!
//! Both containers may hold PNG files as they are: ICO since Windows Vista, ICNS since Mac OS X 10.7.

/// A PNG file and how large its picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Png {
    side: u32,
    bytes: Vec<u8>,
}

impl Png {
    /// Accepts a square PNG with eight bits each of red, green, blue and alpha, which is what Tauri embeds.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn parse(bytes: Vec<u8>) -> Result<Self, &'static str> {
        const SIGNATURE_AND_HEADER: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
        const EIGHT_BIT_RGBA: [u8; 2] = [8, 6];
        let header = bytes.strip_prefix(SIGNATURE_AND_HEADER).ok_or("is not a PNG file")?;
        let [a, b, c, d, e, f, g, h, format @ ..] = header.first_chunk::<10>().ok_or("is cut short")?;
        let (width, height) = (u32::from_be_bytes([*a, *b, *c, *d]), u32::from_be_bytes([*e, *f, *g, *h]));
        if width != height {
            return Err("is not square");
        }
        if *format != EIGHT_BIT_RGBA {
            return Err("has not eight bits each of red, green, blue and alpha");
        }
        Ok(Self { side: width, bytes })
    }

    /// Width and height in pixels.
    pub(crate) fn side(&self) -> u32 {
        self.side
    }

    /// The file.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

/// Puts pictures of at most 256 pixels into a Windows icon.
///
/// # Errors
/// When a picture is too large, or there are more bytes or pictures than the format can count.
pub(crate) fn ico(pictures: &[Png]) -> Result<Vec<u8>, &'static str> {
    const HEADER: usize = 6;
    const ENTRY: usize = 16;
    const TOO_MUCH: &str = "is too much for an ICO file";
    let count = u16::try_from(pictures.len()).map_err(|_| TOO_MUCH)?;
    let mut file = Vec::new();
    file.extend([0, 0, 1, 0]);
    file.extend(count.to_le_bytes());
    let mut offset = HEADER + ENTRY * pictures.len();
    for picture in pictures {
        // One byte says the side, and 0 stands for 256.
        let side = match picture.side {
            256 => 0,
            side => u8::try_from(side).map_err(|_| "is larger than 256 pixels")?,
        };
        file.extend([side, side, 0, 0]);
        file.extend(1_u16.to_le_bytes()); // colour planes
        file.extend(32_u16.to_le_bytes()); // bits a pixel
        file.extend(u32::try_from(picture.bytes.len()).map_err(|_| TOO_MUCH)?.to_le_bytes());
        file.extend(u32::try_from(offset).map_err(|_| TOO_MUCH)?.to_le_bytes());
        offset += picture.bytes.len();
    }
    file.extend(pictures.iter().flat_map(|picture| &picture.bytes));
    Ok(file)
}

/// What ICNS calls a picture of this many points on screens of single and double density. The 16 and 32 point pictures
/// for single density are left out: they predate PNG in ICNS, and macOS scales the others down.
pub(crate) const ICNS_TYPES: &[(&[u8; 4], u32)] = &[
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
    (b"ic10", 1024),
];

/// Puts pictures into a macOS icon: one of each size in [`ICNS_TYPES`].
///
/// # Errors
/// When a size is missing, or there are more bytes than the format can count.
pub(crate) fn icns(pictures: &[Png]) -> Result<Vec<u8>, &'static str> {
    let mut entries = Vec::new();
    for (name, side) in ICNS_TYPES {
        let picture = pictures.iter().find(|picture| picture.side == *side).ok_or("lacks a size")?;
        entries.extend(chunk(name, &picture.bytes)?);
    }
    chunk(b"icns", &entries)
}

/// A name, the length with its own eight bytes, and the content.
fn chunk(name: &[u8; 4], content: &[u8]) -> Result<Vec<u8>, &'static str> {
    let length = u32::try_from(content.len() + 8).map_err(|_| "is too much for an ICNS file")?;
    Ok([name.as_slice(), &length.to_be_bytes(), content].concat())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A PNG header for a picture of this size, with a few bytes that stand for the rest.
    fn png(width: u32, height: u32, format: [u8; 2]) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend(format);
        bytes.extend(width.to_be_bytes().repeat(3));
        bytes
    }

    fn pictures(sides: &[u32]) -> Vec<Png> {
        sides.iter().map(|side| Png::parse(png(*side, *side, [8, 6])).unwrap()).collect()
    }

    /// Reads an ICO file back: the side that each entry names, and its bytes.
    pub(crate) fn read_ico(file: &[u8]) -> Vec<(u32, Vec<u8>)> {
        assert_eq!(file[..4], [0, 0, 1, 0]);
        let count = usize::from(u16::from_le_bytes([file[4], file[5]]));
        let number = |at: usize| u32::from_le_bytes(file[at..at + 4].try_into().unwrap()) as usize;
        let entry = |index: usize| {
            let at = 6 + 16 * index;
            assert_eq!(file[at], file[at + 1]);
            let side = if file[at] == 0 { 256 } else { u32::from(file[at]) };
            (side, file[number(at + 12)..][..number(at + 8)].to_vec())
        };
        (0..count).map(entry).collect()
    }

    /// Reads an ICNS file back: the name of each entry, and its bytes.
    pub(crate) fn read_icns(file: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
        let length = |bytes: &[u8]| u32::from_be_bytes(bytes[4..8].try_into().unwrap()) as usize;
        assert_eq!(&file[..4], b"icns");
        assert_eq!(length(file), file.len());
        let mut rest = &file[8..];
        let mut entries = Vec::new();
        while !rest.is_empty() {
            let (entry, after) = rest.split_at(length(rest));
            entries.push((entry[..4].try_into().unwrap(), entry[8..].to_vec()));
            rest = after;
        }
        entries
    }

    #[test]
    fn only_square_png_files_with_eight_bit_colour_and_alpha_are_accepted() {
        assert_eq!(Png::parse(png(32, 32, [8, 6])).unwrap().side(), 32);
        for refused in [png(32, 16, [8, 6]), png(32, 32, [8, 2]), png(32, 32, [16, 6]), b"GIF89a".to_vec()] {
            assert!(Png::parse(refused).is_err());
        }
        assert!(Png::parse(png(32, 32, [8, 6])[..20].to_vec()).is_err(), "a file cut short");
    }

    #[test]
    fn an_ico_file_gives_back_every_picture_with_its_size() {
        let pictures = pictures(&[16, 32, 256]);
        let expected: Vec<_> = pictures.iter().map(|picture| (picture.side, picture.bytes.clone())).collect();
        assert_eq!(read_ico(&ico(&pictures).unwrap()), expected);
        assert!(ico(&self::pictures(&[257])).is_err());
    }

    #[test]
    fn an_icns_file_holds_every_type_with_a_picture_of_its_size() {
        let pictures = pictures(&[32, 64, 128, 256, 512, 1024]);
        let entries = read_icns(&icns(&pictures).unwrap());
        assert_eq!(entries.len(), ICNS_TYPES.len());
        for ((name, bytes), (expected_name, side)) in entries.iter().zip(ICNS_TYPES) {
            assert_eq!(name, *expected_name);
            assert_eq!(Png::parse(bytes.clone()).unwrap().side(), *side);
        }
        assert!(icns(&pictures[1..]).is_err(), "a size is missing");
    }
}
